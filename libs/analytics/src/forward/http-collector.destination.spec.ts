import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { analyticsEvent } from '../testing/index.js';
import { HttpCollectorDestination } from './http-collector.destination.js';

const LOOPBACK = ['127.0.0.0/8', '::1'];

describe('the HTTP collector', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const received: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        received.push(body);
        answer(request, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/collect`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    received.length = 0;
    answer = (_request, response) => void response.writeHead(204).end();
  });

  const collector = (options: object = {}): HttpCollectorDestination =>
    new HttpCollectorDestination({ url, trackingId: 'UA-1-1', allowPrivateAddresses: LOOPBACK, ...options });

  it('is sent hits with the names of Measurement Protocol v1, one a line', async () => {
    const page = analyticsEvent({ page: '/a&b', title: 'Ä', referrer: 'https://x.example/y', language: 'de-de' });
    const custom = analyticsEvent({ kind: 'event', name: 'signup', referrer: 'direct', address: '192.0.2.0' });
    expect(await collector().deliver([page, custom])).toBe('accepted');
    const [first, second] = received[0]!.split('\n').map((line) => Object.fromEntries(new URLSearchParams(line)));
    expect(first).toEqual({
      v: '1',
      tid: 'UA-1-1',
      cid: '00112233-4455-4677-a899-aabbccddeeff',
      t: 'pageview',
      dp: '/a&b',
      dh: 'example.com',
      dt: 'Ä',
      dr: 'https://x.example/y',
      ul: 'de-de',
      ua: 'desktop/Firefox/Linux',
      qt: expect.stringMatching(/^\d+$/),
    });
    expect(second).toMatchObject({ t: 'event', ec: 'custom', ea: 'signup', uip: '192.0.2.0' });
    expect(second).not.toHaveProperty('dr');
  });

  it('is told the version of the protocol that it speaks', async () => {
    await collector({ version: '2' }).deliver([analyticsEvent()]);
    expect(new URLSearchParams(received[0]).get('v')).toBe('2');
  });

  it.each([
    [400, 'refused'],
    [301, 'refused'],
    [204, 'accepted'],
  ])('answering %d makes a delivery %s', async (status, result) => {
    answer = (_request, response) => void response.writeHead(status, { Location: url }).end();
    expect(await collector().deliver([analyticsEvent()])).toBe(result);
    expect(received).toHaveLength(1);
  });

  it.each([500, 503, 429])('answering %d is tried again', async (status) => {
    answer = (_request, response) => void response.writeHead(status).end();
    await expect(collector().deliver([analyticsEvent()])).rejects.toThrow(`answered ${status}`);
  });

  it('that never answers is given up in time', async () => {
    answer = () => {};
    await expect(collector({ timeout: 50 }).deliver([analyticsEvent()])).rejects.toThrow();
    server.closeAllConnections();
  });

  it.each(['127.0.0.1', 'localhost'])('is not contacted at %s unless that is allowed', async (host) => {
    const guarded = collector({ url: url.replace('127.0.0.1', host), allowPrivateAddresses: [] });
    await expect(guarded.deliver([analyticsEvent()])).rejects.toThrow('not public');
    expect(received).toEqual([]);
  });

  it.each(['ftp://x.example/', 'http://user:secret@x.example/', 'nowhere'])('cannot be at %s', (wrong) => {
    expect(() => collector({ url: wrong })).toThrow(expect.objectContaining({ code: 'COLLECTOR_URL_INVALID' }));
  });
});
