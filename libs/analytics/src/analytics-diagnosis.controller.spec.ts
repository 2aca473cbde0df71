import { AdminAccess, type AdminScope, type RequestView } from '@nest-privacy/core';
import { TEST_ADAPTERS, waitUntil } from '@nest-privacy/core/testing';
import { Controller, Get, Header, Post } from '@nestjs/common';
import { type AnalyticsApp, startAnalyticsApp } from '../test/analytics-app.js';
import { consentByHeader } from '../test/consent-by-header.js';
import { type DropsView, type TraceView } from './analytics-diagnosis.controller.js';
import { AnalyticsService } from './analytics.service.js';
import { DROP_REASONS } from './event/drop-reason.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const READER = { authorization: 'Bearer reader' };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let asked = 0;
const access = {
  provide: AdminAccess,
  useValue: {
    administratorOf: async (view: RequestView) => {
      asked += 1;
      await Promise.resolve();
      const token = view.header('authorization');
      if (token === 'Bearer broken') throw new Error('no answer');
      const scopes: AdminScope[] = token === 'Bearer reader' ? ['analytics:read'] : [];
      return token === undefined ? null : { id: token, scopes: new Set(scopes) };
    },
  } satisfies AdminAccess,
};

@Controller()
class PagesController {
  @Get(['pages/:name', 'drafts/:name'])
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }

  @Get('json')
  json(): object {
    return {};
  }

  @Post('json')
  post(): object {
    return {};
  }
}

describe.each(TEST_ADAPTERS)('why something is not counted, under %s', (adapter) => {
  let app: AnalyticsApp;
  const delivered: string[] = [];
  beforeAll(async () => {
    app = await startAnalyticsApp({
      adapter,
      controllers: [PagesController],
      analytics: {
        ignorePaths: ['/drafts/**'],
        secrets: ['a-secret-of-thirty-two-characters!'],
        destinations: [
          {
            name: 'mirror',
            requires: 'STATISTICS',
            attempts: 1,
            batchSize: 10,
            deliver: (events) => {
              delivered.push(...events.map(({ id }) => id));
              return Promise.resolve('accepted');
            },
          },
        ],
      },
      ports: [access, consentByHeader],
    });
  });
  afterAll(() => app.close());

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(app.url + path, { headers: { ...READER, 'user-agent': FIREFOX, 'x-analytics-debug': '1', ...headers } });
  const traceOf = async (response: Response): Promise<{ status: number; body: TraceView & { code?: string } }> => {
    if (!response.bodyUsed) await response.text();
    await app.app.get(AnalyticsService).flush();
    const id = response.headers.get('x-analytics-trace');
    const answer = await fetch(`${app.url}/admin/analytics/traces/${id}`, { headers: READER });
    return { status: answer.status, body: (await answer.json()) as TraceView };
  };
  const resultsIn = ({ steps }: TraceView): readonly string[] =>
    steps.map(({ step, result }) => `${step}: ${UUID.test(result) ? 'id' : result}`);

  it('follows a page view to the store and beyond it', async () => {
    const page = await get('/pages/anna@example.com', { 'x-decision': 'everything', dnt: '1' });
    let trace = await traceOf(page);
    await waitUntil('it is forwarded', async () => {
      trace = await traceOf(page);
      return trace.body.steps.some(({ step }) => step === 'forward');
    });
    expect(trace.status).toBe(200);
    expect(resultsIn(trace.body)).toEqual([
      'page: counted',
      'signals: DNT',
      'consent: recognised',
      'identity: lasting',
      'site: default',
      'audience: people',
      'country: unknown',
      expect.stringMatching(/^channel: /),
      'event: id',
      'queue: taken',
      'store: new',
      'forward: mirror',
    ]);
    expect(trace.body.steps.find(({ step }) => step === 'event')).toMatchObject({ detail: 'pageview /pages/:email' });
    expect(JSON.stringify(trace.body)).not.toMatch(/anna|Firefox|127\.0\.0\.1/);
  });

  it.each([
    ['a page on an ignored path', '/drafts/a', {}, 'ignored-path'],
    ['what is no page', '/json', {}, 'not-a-page'],
    ['a route of this package', '/admin/analytics/drops', {}, 'untracked'],
    ['a page that is fetched ahead', '/pages/a', { 'sec-purpose': 'prefetch' }, 'prefetch'],
  ])('says why %s is not counted', async (_what, path, headers, why) => {
    const { body } = await traceOf(await get(path, headers));
    expect(body.steps).toContainEqual({ step: 'dropped', result: why, detail: expect.stringMatching(/\.$/) });
  });

  it('follows each event that is reported', async () => {
    const response = await fetch(`${app.url}/analytics/events`, {
      method: 'POST',
      headers: { ...READER, 'user-agent': FIREFOX, 'x-analytics-debug': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ events: [{ name: 'signup', url: `${app.url}/a` }, { name: '' }] }),
    });
    const { body } = await traceOf(response);
    expect(body.method).toBe('POST');
    expect(body.steps).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ step: 'dropped', result: 'invalid', detail: expect.stringMatching(/^name must/) }),
        expect.objectContaining({ step: 'event', detail: 'event /a signup' }),
        expect.objectContaining({ step: 'queue', result: 'taken' }),
      ]),
    );
  });

  it('says that no other method makes a page view', async () => {
    const response = await fetch(`${app.url}/json`, {
      method: 'POST',
      headers: { ...READER, 'x-analytics-debug': '1' },
    });
    expect(resultsIn((await traceOf(response)).body)).toEqual(['page: method']);
  });

  it.each(['Bearer stranger', 'Bearer broken', ''])('leads nobody else anywhere (%s)', async (authorization) => {
    const headers = { 'user-agent': FIREFOX, 'x-analytics-debug': '1', ...(authorization !== '' && { authorization }) };
    const { status, body } = await traceOf(await fetch(`${app.url}/pages/a`, { headers }));
    expect([status, body.code]).toEqual([404, 'TRACE_UNKNOWN']);
  });

  it('asks nobody who may know where nobody wants to', async () => {
    const before = asked;
    const response = await get('/pages/a', { 'x-analytics-debug': '0' });
    await response.text();
    expect([response.headers.get('x-analytics-trace'), asked]).toEqual([null, before]);
  });

  it('sums up by reason, with the meaning of each', async () => {
    const drops = async (): Promise<DropsView> => (await (await get('/admin/analytics/drops')).json()) as DropsView;
    const countOf = ({ reasons }: DropsView): number => reasons.find(({ reason }) => reason === 'ignored-path')!.count;
    const before = await drops();
    expect(before.reasons.map(({ reason, meaning }) => [reason, meaning])).toEqual(Object.entries(DROP_REASONS));
    await (await get('/drafts/a')).text();
    expect(countOf(await drops())).toBe(countOf(before) + 1);
    const stranger = await fetch(`${app.url}/admin/analytics/drops`, { headers: { authorization: 'Bearer stranger' } });
    expect(stranger.status).toBe(403);
  });
});
