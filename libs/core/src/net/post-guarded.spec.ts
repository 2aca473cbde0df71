import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { AddressGuard } from './address-guard.js';
import { postGuarded } from './post-guarded.js';

describe('a post to a host outside', () => {
  let server: Server;
  let reply: RequestListener;

  beforeAll(async () => {
    server = createServer((request, response) => reply(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const post = (timeout: number, guard = new AddressGuard(['127.0.0.1'])): ReturnType<typeof postGuarded> => {
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return postGuarded({ url, headers: {}, body: '{}', timeout, guard });
  };

  it('is answered once there is a status, and reads no body, however long it is kept open', async () => {
    let closed: Promise<unknown> | undefined;
    reply = (_request, response) => {
      closed = once(response, 'close');
      response.writeHead(202, { 'retry-after': '7' }).write('more to come');
    };
    expect(await post(60_000)).toMatchObject({ status: 202, headers: { 'retry-after': '7' } });
    await closed;
  });

  it('waits no longer than it may for an answer', async () => {
    reply = () => undefined;
    await expect(post(50)).rejects.toThrow(/abort/);
  });

  it('waits no longer than it may for the address', async () => {
    const guard = Object.assign(new AddressGuard([]), { pin: () => new Promise(() => undefined) });
    await expect(post(50, guard as AddressGuard)).rejects.toThrow('to find the address took longer than 50 ms');
  });
});
