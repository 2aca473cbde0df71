import { randomUUID } from 'node:crypto';
import { KeyRing } from '@nest-privacy/core/kit';
import { encodeConsent } from '../../libs/consent/src/cookie/consent-token.js';
import { type StoredConsent } from '../../libs/consent/src/decision/stored-consent.js';
import { type ConsentState } from '../../libs/client/src/state/consent-state.js';
import { readConsentCookie } from '../../libs/client/src/state/consent-cookie.js';
import { evaluate } from '../../libs/client/src/state/evaluate.js';
import { type PageSettings } from '../../libs/client/src/state/page-settings.js';
import { type ReceivedRequest, type TestSite } from '../browsers/index.js';

const KEYS = new KeyRing(['a-secret-of-tests-that-is-long-enough-0001'], 'consent-cookie');
const DAY = 86_400_000;

/** What pages of these tests are told. */
export const SETTINGS: PageSettings = {
  paths: { consent: '/consent', events: '/analytics/events', choices: '/privacy' },
  cookie: 'privacy_consent',
  categories: ['STATISTICS', 'MARKETING'],
  regimes: { STATISTICS: 'opt-in', MARKETING: 'opt-in' },
  gpcAffects: ['MARKETING'],
  notice: { version: 4, validity: { since: 3, renewals: {} } },
  catalogue: { version: 9, renewals: {} },
  reaskNotBefore: { months: 6 },
  showsGpc: true,
  signals: { dnt: null, gpc: false },
};

type Decisions = Readonly<Record<string, 'granted' | 'denied'>>;

/** The value of the cookie that says so, made by the server's own code. */
export const cookieOf = (decisions: Decisions, members: Partial<StoredConsent> = {}): string =>
  encodeConsent(KEYS, {
    siteId: 'default',
    subjectId: randomUUID(),
    recordId: randomUUID(),
    decisions: decisions,
    informed: [],
    lapsed: [],
    withdrawn: false,
    noticeVersion: 4,
    catalogueVersion: 9,
    decidedAt: Date.now(),
    validUntil: Date.now() + 180 * DAY,
    ...members,
  });

/** The routes of consent for the visitor of a test: decisions become cookies, and the answer is that of the visitor's own cookie. */
export class ConsentRoutes {
  /** Answers to the next writes: a status, or a code of 409; afterwards they are taken. */
  readonly failures: (number | string)[] = [];
  /** What the server says whatever the cookie says. */
  word: Partial<ConsentState> = {};
  /** Whether decisions set the cookie; a browser that refuses cookies is one that has none set. */
  cookies: 'set' | 'refused' = 'set';
  private readonly said: Record<string, 'granted' | 'denied'> = {};

  constructor(private readonly site: TestSite) {
    const json = (status: number, content: unknown, headers = {}): [number, Record<string, string>, string] => [
      status,
      { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
      JSON.stringify(content),
    ];
    const reply = (answer: (request: ReceivedRequest) => [number, Record<string, string>, string]) =>
      ((request, response) => {
        const [status, headers, content] = answer(request);
        response.writeHead(status, headers).end(content);
      }) as Parameters<TestSite['on']>[2];
    site.on(
      'GET',
      '/consent',
      reply((request) => json(200, this.answerTo(request))),
    );
    site.on(
      'POST',
      '/consent/notices-served',
      reply(() => json(202, { servedToken: '1~4~en~~banner~0~x' })),
    );
    site.on(
      'POST',
      '/consent',
      reply(({ body }) => this.record(JSON.parse(body).decisions, json)),
    );
    site.on(
      'DELETE',
      '/consent',
      reply(() => this.record({ STATISTICS: 'denied', MARKETING: 'denied' }, json)),
    );
  }

  /** The decisions that arrived, in order. */
  get writes(): ReceivedRequest[] {
    return this.site.received.filter(({ method, url }) => url === '/consent' && method !== 'GET');
  }

  private record<T>(decisions: Decisions, json: (status: number, content: unknown, headers?: object) => T): T {
    const failure = this.failures.shift();
    if (typeof failure === 'string') return json(409, { code: failure, detail: 'as ordered' });
    if (failure !== undefined) return json(failure, { code: 'ORDERED', detail: 'as ordered' });
    Object.assign(this.said, decisions);
    const cookie = { 'Set-Cookie': `privacy_consent=${cookieOf(this.said)}; Path=/; Max-Age=31536000; SameSite=Lax` };
    return json(201, {}, this.cookies === 'set' ? cookie : {});
  }

  private answerTo({ headers }: ReceivedRequest): ConsentState {
    const stored = readConsentCookie(headers.cookie ?? '', 'privacy_consent');
    const state = evaluate({ stored, settings: SETTINGS, signals: SETTINGS.signals!, now: Date.now() });
    return { ...state, ...this.word };
  }
}
