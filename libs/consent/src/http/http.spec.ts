import { days, type Page } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { ConsentRecordEntity, type ConsentRecordView } from '../index.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';

interface ProblemBody {
  readonly code: string;
  readonly errors?: readonly { path: string; detail: string }[];
}

const [database] = testDatabases();
/** A form whose fields may be there several times. */
type Fields = Record<string, string> | [string, string][];
const KEY = '0198c0de-0000-7000-8000-000000000001';

describe.each(TEST_ADAPTERS)('writing consent over HTTP under %s', (adapter) => {
  let server: ConsentApp;
  let visitor: Browser;

  beforeAll(async () => {
    server = await startConsentApp({
      database: database!,
      adapter,
      consent: { allowedOrigins: ['https://partner.example'], rateLimit: 'off' },
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    visitor = new Browser(server.url);
  });

  const count = (): Promise<number> => server.source.getRepository(ConsentRecordEntity).count();
  const problem = async (response: Response): Promise<ProblemBody & { status: number }> => ({
    ...(await bodyOf<ProblemBody>(response)),
    status: response.status,
  });

  describe('with an Idempotency-Key', () => {
    it('answers an exact replay with the same record and 200, and an altered one with 409', async () => {
      const first = await visitor.decide({ STATISTICS: 'granted' }, {}, { 'idempotency-key': 'one' });
      const again = await visitor.decide({ STATISTICS: 'granted' }, {}, { 'idempotency-key': 'one' });
      const altered = await visitor.decide({ STATISTICS: 'denied' }, {}, { 'idempotency-key': 'one' });
      expect([first.status, again.status]).toEqual([201, 200]);
      expect(await again.json()).toEqual(await first.json());
      expect(await problem(altered)).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_REUSED' });
      expect((await bodyOf<Page<ConsentRecordView>>(await visitor.send('GET', '/consent/records'))).items).toHaveLength(
        1,
      );
    });

    it('knows a first decision again whose answer was lost, and twenty at once are one', async () => {
      const before = await count();
      const attempts = await Promise.all(
        Array.from({ length: 20 }, () =>
          new Browser(server.url).decide({ STATISTICS: 'granted' }, {}, { 'idempotency-key': KEY }),
        ),
      );
      expect(attempts.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
      expect(await count()).toBe(before + 1);
    });

    it('sends after a late replay the cookies of what stands now, not of then', async () => {
      await visitor.decide({ STATISTICS: 'granted' }, {}, { 'idempotency-key': 'early' });
      await visitor.send('DELETE', '/consent');
      expect((await visitor.decide({ STATISTICS: 'granted' }, {}, { 'idempotency-key': 'early' })).status).toBe(200);
      expect((await visitor.consent()).state).toBe('withdrawn');
    });

    it('means by the same key of two visitors two decisions', async () => {
      const other = new Browser(server.url);
      expect((await visitor.decide({ STATISTICS: 'granted' }, {}, { 'idempotency-key': 'same' })).status).toBe(201);
      expect((await other.decide({ STATISTICS: 'denied' }, {}, { 'idempotency-key': 'same' })).status).toBe(201);
    });
  });

  describe('by a form, without JavaScript', () => {
    const form = (fields: Fields): Promise<Response> =>
      visitor.send('POST', '/consent', { body: new URLSearchParams(fields) });

    it('accepts, refuses, chooses and withdraws, and goes back to the page', async () => {
      const accepted = await form({ decision: 'accept-all', redirect: '/page?x=1#top' });
      expect([accepted.status, accepted.headers.get('location')]).toEqual([303, '/page?x=1#top']);
      expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'granted' });
      await form({ decision: 'reject-all', redirect: '/' });
      expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
      await form({ STATISTICS: 'granted', acknowledgedSignals: 'gpc', noticeVersion: '1', language: 'de' });
      expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
      await form({ decision: 'withdraw' });
      expect((await visitor.consent()).state).toBe('withdrawn');
    });

    it.each([
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '\\/evil',
      '/a\r\nX: y',
      '/%5c/../\\x',
      '',
      'page',
      '/.//evil.example',
    ])('does not go to %j', async (redirect) => {
      expect(await problem(await form({ decision: 'accept-all', redirect }))).toMatchObject({
        status: 400,
        errors: [{ path: 'redirect' }],
      });
      expect((await visitor.consent()).state).toBe('unset');
    });

    it('goes back where it came from when it does not say', async () => {
      const headers = { referer: `${server.url}/from?y=2` };
      const response = await visitor.send('POST', '/consent', {
        body: new URLSearchParams({ decision: 'accept-all' }),
        headers,
      });
      expect(response.headers.get('location')).toBe('/from?y=2');
    });

    it('reads a ticked box after the hidden field that says no, and a field alone where it is not ticked', async () => {
      await form([
        ['STATISTICS', 'denied'],
        ['STATISTICS', 'granted'],
        ['MARKETING', 'denied'],
      ]);
      expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
    });

    it.each<[string, Fields]>([
      [
        'decisions.STATISTICS',
        [
          ['STATISTICS', 'granted'],
          ['STATISTICS', 'denied'],
        ],
      ],
      [
        'decisions.STATISTICS',
        [
          ['STATISTICS', 'granted'],
          ['STATISTICS', 'granted'],
        ],
      ],
      [
        'decisions.STATISTICS',
        [
          ['STATISTICS', 'denied'],
          ['STATISTICS', 'denied'],
        ],
      ],
      [
        'decisions.STATISTICS',
        [
          ['STATISTICS', 'denied'],
          ['STATISTICS', 'granted'],
          ['STATISTICS', 'granted'],
        ],
      ],
      ['decisions.STATISTICS', Array.from({ length: 50 }, (): [string, string] => ['STATISTICS', 'granted'])],
      [
        'decision',
        [
          ['decision', 'reject-all'],
          ['decision', 'accept-all'],
        ],
      ],
      [
        'redirect',
        [
          ['decision', 'accept-all'],
          ['redirect', '/a'],
          ['redirect', '/b'],
        ],
      ],
      [
        'noticeVersion',
        [
          ['decision', 'accept-all'],
          ['noticeVersion', '1'],
          ['noticeVersion', '1'],
        ],
      ],
      [
        'catalogueVersion',
        [
          ['decision', 'accept-all'],
          ['catalogueVersion', '1'],
          ['catalogueVersion', '1'],
        ],
      ],
      [
        'language',
        [
          ['decision', 'accept-all'],
          ['language', 'de'],
          ['language', 'en'],
        ],
      ],
      [
        'variant',
        [
          ['decision', 'accept-all'],
          ['variant', 'a'],
          ['variant', 'b'],
        ],
      ],
      [
        'surface',
        [
          ['decision', 'accept-all'],
          ['surface', 'page'],
          ['surface', 'banner'],
        ],
      ],
      [
        'method',
        [
          ['decision', 'accept-all'],
          ['method', 'form'],
          ['method', 'form'],
        ],
      ],
      [
        'acknowledgedSignals',
        [
          ['decision', 'accept-all'],
          ['acknowledgedSignals', 'gpc'],
          ['acknowledgedSignals', 'x'],
        ],
      ],
    ])('refuses a form that says two things of %s', async (path, fields) => {
      expect(await problem(await form(fields))).toMatchObject({ status: 400, errors: [{ path }] });
      expect((await visitor.consent()).state).toBe('unset');
    });

    it.each(['accept-all', 'reject-all', 'withdraw'])(
      'refuses %s beside single categories, and records nothing',
      async (decision) => {
        await form({ STATISTICS: 'granted' });
        const before = await count();
        expect(await problem(await form({ decision, MARKETING: 'denied' }))).toMatchObject({
          status: 400,
          code: 'DECISION_CONTRADICTORY',
          errors: [{ path: 'MARKETING', detail: 'must not stand beside "decision"' }],
        });
        expect([await count(), (await visitor.consent()).decisions.STATISTICS]).toEqual([before, 'granted']);
      },
    );

    it('refuses a form whose method says the opposite', async () => {
      expect(await problem(await form({ decision: 'accept-all', method: 'banner-reject' }))).toMatchObject({
        code: 'DECISION_CONTRADICTORY',
        errors: [{ path: 'decisions.STATISTICS' }, { path: 'decisions.MARKETING' }],
      });
      expect((await form({ decision: 'withdraw', method: 'accept-all' })).status).toBe(303);
    });

    it('takes an acknowledgement once, of however many categories it was given', async () => {
      const gpc = Array.from({ length: 5 }, (): [string, string] => ['acknowledgedSignals', 'gpc']);
      const body = new URLSearchParams([
        ['STATISTICS', 'granted'],
        ['MARKETING', 'denied'],
        ['MARKETING', 'granted'],
        ...gpc,
      ]);
      const headers = { 'sec-gpc': '1' };
      expect((await visitor.send('POST', '/consent', { body, headers })).status).toBe(303);
      expect((await visitor.consent(headers)).allowed.MARKETING).toBe(true);
    });

    it('names what is wrong with a field', async () => {
      expect(await problem(await form({ FOO: 'granted' }))).toMatchObject({
        status: 400,
        errors: [{ path: 'decisions.FOO' }],
      });
      expect(await problem(await form({ decision: 'maybe' }))).toMatchObject({
        status: 400,
        errors: [{ path: 'decision' }],
      });
    });
  });

  describe('from elsewhere', () => {
    const body = { decisions: { STATISTICS: 'granted' } };
    const text = JSON.stringify(body);
    const send = (headers: Record<string, string>, payload: unknown = body): Promise<Response> =>
      new Browser(server.url, {}).send('POST', '/consent', { body: payload, headers });
    const own = (): string => new URL(server.url).origin;

    it.each<[string, () => Record<string, string>, number]>([
      ['a page of this site', () => ({ 'sec-fetch-site': 'same-origin', origin: own() }), 201],
      ['a form under a strict referrer policy', () => ({ 'sec-fetch-site': 'same-origin', origin: 'null' }), 201],
      ['an older browser', () => ({ origin: own() }), 201],
      ['an allowed origin', () => ({ 'sec-fetch-site': 'cross-site', origin: 'https://partner.example' }), 201],
      ['no browser', () => ({}), 201],
      ['a foreign page', () => ({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }), 403],
      ['a sibling of the site', () => ({ 'sec-fetch-site': 'same-site', origin: 'http://sibling.127.0.0.1' }), 403],
      ['a foreign page in an older browser', () => ({ origin: 'https://evil.example' }), 403],
      ['an opaque origin', () => ({ origin: 'null' }), 403],
      ['a foreign page that hides its origin', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
      ['a foreign referrer', () => ({ referer: 'https://evil.example/' }), 403],
    ])('from %s', async (_, headers, status) => {
      const response = await send(headers());
      expect(response.status).toBe(status);
      if (status === 403) expect(await problem(response)).toMatchObject({ code: 'CROSS_SITE_REFUSED' });
    });

    it('takes text/plain from sendBeacon of this site, and from nobody else', async () => {
      const plain = { 'content-type': 'text/plain;charset=UTF-8' };
      expect((await send({ ...plain, 'sec-fetch-site': 'same-origin' }, text)).status).toBe(201);
      expect((await send({ ...plain, origin: own() }, text)).status).toBe(201);
      expect((await send(plain, text)).status).toBe(403);
      expect((await send({ ...plain, origin: 'https://evil.example' }, text)).status).toBe(403);
      expect((await send({ ...plain, origin: own() }, 'nonsense')).status).toBe(400);
      expect((await send({ ...plain, origin: own() }, 'x'.repeat(20_000))).status).toBe(413);
    });

    it('checks withdrawals alike', async () => {
      const response = await visitor.send('DELETE', '/consent', {
        headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      });
      expect(response.status).toBe(403);
    });
  });

  describe('of bad input', () => {
    const nested = (depth: number): string => `{"decisions":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`;
    const json = (body: string): Promise<Response> =>
      visitor.send('POST', '/consent', { body, headers: { 'content-type': 'application/json' } });

    it.each<[string, unknown, string]>([
      ['no decisions', {}, 'decisions'],
      ['no decision', { decisions: {} }, 'decisions'],
      ['only ESSENTIALS', { decisions: { ESSENTIALS: 'granted' } }, 'decisions'],
      ['a list', { decisions: ['STATISTICS'] }, 'decisions'],
      ['null', { decisions: null }, 'decisions'],
      ['text', { decisions: 'granted' }, 'decisions'],
      ['an unknown category', { decisions: { PROFILING: 'granted' } }, 'decisions.PROFILING'],
      ['a category in small letters', { decisions: { statistics: 'granted' } }, 'decisions.statistics'],
      ['a boolean', { decisions: { STATISTICS: true } }, 'decisions.STATISTICS'],
      ['unset', { decisions: { STATISTICS: 'unset' } }, 'decisions.STATISTICS'],
      ['an object', { decisions: { STATISTICS: { a: 1 } } }, 'decisions.STATISTICS'],
      [
        'SQL',
        { decisions: { "'; DROP TABLE privacy_consent_record; --": 'granted' } },
        "decisions.'; DROP TABLE privacy_consent_record; --",
      ],
      ['NUL in a name', { decisions: { 'STATISTICS\u0000': 'granted' } }, 'decisions.STATISTICS\u0000'],
      ['NUL in a method', { decisions: { STATISTICS: 'granted' }, method: 'a\u0000' }, 'method'],
      ['SQL in a method', { decisions: { STATISTICS: 'granted' }, method: "'; DROP TABLE x" }, 'method'],
      ['a long method', { decisions: { STATISTICS: 'granted' }, method: 'a'.repeat(33) }, 'method'],
      ['a notice in words', { decisions: { STATISTICS: 'granted' }, noticeVersion: 'one' }, 'noticeVersion'],
      ['a huge notice', { decisions: { STATISTICS: 'granted' }, noticeVersion: 1e300 }, 'noticeVersion'],
      ['a language of nowhere', { decisions: { STATISTICS: 'granted' }, language: '<script>' }, 'language'],
      ['a number for a language', { decisions: { STATISTICS: 'granted' }, language: 7 }, 'language'],
      [
        'an unknown signal',
        { decisions: { STATISTICS: 'granted' }, acknowledgedSignals: ['p3p'] },
        'acknowledgedSignals',
      ],
      ['text for signals', { decisions: { STATISTICS: 'granted' }, acknowledgedSignals: 'gpc' }, 'acknowledgedSignals'],
      ['a time that is none', { decisions: { STATISTICS: 'granted' }, givenAt: '2026-13-45T00:00:00Z' }, 'givenAt'],
      ['an unknown member', { decisions: { STATISTICS: 'granted' }, subjectId: 'me' }, 'subjectId'],
    ])('refuses %s, naming the place', async (_, body, path) => {
      const before = await count();
      const response = await visitor.send('POST', '/consent', { body });
      expect(await problem(response)).toMatchObject({
        status: 400,
        code: 'VALIDATION_FAILED',
        errors: expect.arrayContaining([expect.objectContaining({ path })]),
      });
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(await count()).toBe(before);
    });

    it.each([
      ['accept-all', { STATISTICS: 'granted', MARKETING: 'denied' }, 'decisions.MARKETING', 'granted'],
      ['banner-accept', { STATISTICS: 'denied' }, 'decisions.STATISTICS', 'granted'],
      ['dialog-accept', { STATISTICS: 'denied' }, 'decisions.STATISTICS', 'granted'],
      ['reject-all', { STATISTICS: 'denied', MARKETING: 'granted' }, 'decisions.MARKETING', 'denied'],
      ['banner-reject', { STATISTICS: 'granted' }, 'decisions.STATISTICS', 'denied'],
      ['dialog-reject', { STATISTICS: 'granted' }, 'decisions.STATISTICS', 'denied'],
      ['withdraw', { STATISTICS: 'granted' }, 'decisions.STATISTICS', 'denied'],
    ])('refuses what %s does not say', async (method, decisions, path, said) => {
      const before = await count();
      expect(await problem(await visitor.send('POST', '/consent', { body: { method, decisions } }))).toMatchObject({
        status: 400,
        code: 'DECISION_CONTRADICTORY',
        errors: [{ path, detail: `must be "${said}" where "method" is "${method}"` }],
      });
      expect(await count()).toBe(before);
    });

    it('refuses to deny ESSENTIALS', async () => {
      expect(await problem(await visitor.decide({ ESSENTIALS: 'denied', STATISTICS: 'denied' }))).toMatchObject({
        status: 400,
        code: 'ESSENTIALS_REQUIRED',
      });
    });

    it.each<[string, () => Promise<Response>, number[]]>([
      ['10 MB', () => json(`{"decisions":"${'x'.repeat(10_000_000)}"}`), [413]],
      ['20 kB', () => json(`{"decisions":"${'x'.repeat(20_000)}"}`), [413]],
      ['two thousand levels', () => json(nested(2_000)), [400]],
      [
        'seven hundred categories',
        () =>
          json(
            JSON.stringify({
              decisions: Object.fromEntries(Array.from({ length: 700 }, (_, i) => [`C${i}`, 'granted'])),
            }),
          ),
        [400],
      ],
      ['__proto__', () => json('{"decisions":{"__proto__":"granted"}}'), [400]],
      ['half a body', () => json('{"decisions":'), [400]],
      ['a list', () => json('[]'), [400]],
      ['null', () => json('null'), [400]],
      ['nothing', () => visitor.send('POST', '/consent'), [415]],
      [
        'XML',
        () => visitor.send('POST', '/consent', { body: '<a/>', headers: { 'content-type': 'application/xml' } }),
        [415],
      ],
      [
        'ten thousand cookies',
        () =>
          visitor.send('GET', '/consent', {
            headers: { cookie: Array.from({ length: 10_000 }, (_, i) => `c${i}=1`).join('; ') },
          }),
        [431],
      ],
      ['a foreign id', () => visitor.send('GET', `/consent/records/${encodeURIComponent("' OR 1=1 --")}`), [404]],
      [
        'a broken cursor',
        () => visitor.decide({ STATISTICS: 'denied' }).then(() => visitor.send('GET', '/consent/records?cursor=%00')),
        [400],
      ],
      ['a long key', () => visitor.decide({ STATISTICS: 'denied' }, {}, { 'idempotency-key': 'k'.repeat(129) }), [400]],
    ])('survives %s', async (_, attack, statuses) => {
      const response = await attack();
      expect(statuses).toContain(response.status);
      expect((await new Browser(server.url).send('GET', '/consent')).status).toBe(200);
    });
  });

  describe('and cookies', () => {
    it('are set with the decision: one for the server alone, one for the browser to read, both Lax', async () => {
      const lines = (await visitor.decide({ STATISTICS: 'granted' })).headers.getSetCookie();
      expect(lines).toHaveLength(2);
      for (const line of lines) expect(line).toMatch(/; Max-Age=33696000; Path=\/; SameSite=Lax/);
      expect(lines.map((line) => line.endsWith('; HttpOnly'))).toEqual([true, false]);
      expect(visitor.cookies.get('privacy_consent')).toMatch(/^2\.STATISTICS:g\./);
      expect(`privacy_consent=${visitor.cookies.get('privacy_consent')}`.length).toBeLessThanOrEqual(200);
    });

    it('grant nothing when tampered with, or beside another subject', async () => {
      await visitor.decide({ STATISTICS: 'granted', MARKETING: 'denied' });
      const forged = visitor.copy();
      forged.setCookie(
        'privacy_consent',
        visitor.cookies.get('privacy_consent')!.replace('MARKETING:d', 'MARKETING:g'),
      );
      expect((await forged.consent()).state).toBe('unset');
      const thief = new Browser(server.url);
      await thief.decide({ STATISTICS: 'denied' });
      thief.setCookie('privacy_consent', visitor.cookies.get('privacy_consent')!);
      expect((await thief.consent()).allowed).toEqual({ ESSENTIALS: true, STATISTICS: false, MARKETING: false });
    });

    it('bring nothing back that was withdrawn, even when an older one is replayed', async () => {
      await visitor.decide({ STATISTICS: 'granted', MARKETING: 'granted' });
      const captured = visitor.copy();
      await visitor.send('DELETE', '/consent');
      expect(await captured.consent()).toMatchObject({
        state: 'withdrawn',
        allowed: { STATISTICS: false, MARKETING: false },
      });
    });

    it('grant nothing any more when they have expired', async () => {
      await visitor.decide({ STATISTICS: 'granted' });
      server.clock.advance(days(180) - 1);
      expect((await visitor.consent()).allowed.STATISTICS).toBe(true);
      server.clock.advance(1);
      expect(await visitor.consent()).toMatchObject({
        state: 'expired',
        allowed: { STATISTICS: false },
        promptRequired: true,
      });
    });

    it('keep a carried grant no longer than it was given for', async () => {
      const first = await bodyOf<ConsentRecordView>(await visitor.decide({ STATISTICS: 'granted' }));
      server.clock.advance(days(100));
      const second = await bodyOf<ConsentRecordView>(await visitor.decide({ MARKETING: 'denied' }));
      expect(second.decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
      expect(second.validUntil).toBe(first.validUntil);
    });
  });

  describe('and signals', () => {
    const GPC = { 'sec-gpc': '1' };

    it('switch MARKETING off whatever was granted before, until it is granted in knowledge of them', async () => {
      await visitor.decide({ STATISTICS: 'granted', MARKETING: 'granted' });
      expect((await visitor.consent()).allowed.MARKETING).toBe(true);
      expect((await visitor.consent(GPC)).allowed).toEqual({ ESSENTIALS: true, STATISTICS: true, MARKETING: false });
      await visitor.decide({ STATISTICS: 'granted' }, { acknowledgedSignals: ['gpc'] }, GPC);
      expect((await visitor.consent(GPC)).allowed.MARKETING).toBe(false);
      await visitor.decide({ MARKETING: 'granted' }, { acknowledgedSignals: ['gpc'] }, GPC);
      expect((await visitor.consent(GPC)).allowed.MARKETING).toBe(true);
      await visitor.decide({ STATISTICS: 'denied' }, {}, GPC);
      expect((await visitor.consent(GPC)).allowed).toEqual({ ESSENTIALS: true, STATISTICS: false, MARKETING: true });
    });

    it('give way to an explicit grant when the signal is DNT', async () => {
      await visitor.decide({ STATISTICS: 'granted' });
      expect((await visitor.consent({ dnt: '1' })).allowed.STATISTICS).toBe(true);
    });
  });
});
