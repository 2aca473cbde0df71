import { type ConsentClient, type DecideOptions } from '../../client/consent-client.options.js';
import { createConsentClient } from '../../client/create-consent-client.js';
import { type PageSettings } from '../../state/page-settings.js';
import { type DjangoPrivacyMgmt, startDjangoCompat } from './index.js';

const page: PageSettings = {
  paths: { consent: 'http://127.0.0.1:1/consent', events: null, choices: '/privacy' },
  cookie: 'privacy_consent',
  categories: ['STATISTICS', 'MARKETING'],
  regimes: {},
  gpcAffects: [],
  notice: { version: 1, validity: null },
  catalogue: { version: null, renewals: {} },
  reaskNotBefore: 0,
  showsGpc: false,
  signals: null,
};

describe('the global of django-privacy-mgmt', () => {
  const globals = globalThis as unknown as Record<string, unknown>;
  /** The server's answer, when it is asked. */
  let answered: Promise<void>;
  const decided: { decisions: object; options: DecideOptions | undefined }[] = [];
  /** A page with that cookie; its decisions are noted and sent nowhere. */
  const client = (cookie: string): ConsentClient => {
    globals.document = { cookie, title: '', referrer: '' };
    const decide: ConsentClient['decide'] = (decisions, options) => {
      decided.push({ decisions, options });
      return Promise.reject(new Error('nobody listens'));
    };
    const made = createConsentClient({ page });
    return { ...made, decide, load: () => answered.then(() => made.state()!) };
  };
  const old = (choices: object | string): string =>
    `a=b; django_privacy_mgmt_preferences=${encodeURIComponent(typeof choices === 'string' ? choices : JSON.stringify(choices))}`;

  beforeEach(() => {
    decided.length = 0;
    answered = Promise.resolve();
  });
  afterEach(() => {
    delete globals.document;
    delete globals.django_privacy_mgmt;
  });

  it('tells what is allowed by the old names, and writes nothing in doing so', () => {
    startDjangoCompat({ ...client(''), allows: (name) => name === 'STATISTICS' });
    const { getPreference } = globals.django_privacy_mgmt as DjangoPrivacyMgmt;
    expect(['STATISTICS', 'MARKETING', 'nothing', '__proto__'].map((name) => getPreference(name))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(startDjangoCompat(client('')).getPreference('ESSENTIALS')).toBe(true);
    expect(decided).toEqual([]);
  });

  it('decides, and throws nothing where that fails', () => {
    const { setPreference } = startDjangoCompat(client(''));
    setPreference('MARKETING', true);
    setPreference('STATISTICS', false);
    expect(decided.map(({ decisions }) => decisions)).toEqual([{ MARKETING: 'granted' }, { STATISTICS: 'denied' }]);
  });

  it.each([
    [
      'a refusal of the default',
      { ESSENTIALS: true, STATISTICS: false, MARKETING: false },
      'ask',
      { STATISTICS: 'denied' },
    ],
    ['no default, for nobody chose it', { ESSENTIALS: true, STATISTICS: true, MARKETING: false }, 'import', undefined],
    ['no grant, unless that is wished', { STATISTICS: true, MARKETING: true }, 'ask', undefined],
    [
      'a grant of MARKETING, where that is wished',
      { STATISTICS: true, MARKETING: true },
      'import',
      { MARKETING: 'granted' },
    ],
    ['no category that there is no more', { OLD: false, STATISTICS: 0, __proto__: null }, 'import', undefined],
    ['nothing of a spoilt cookie', '{', 'import', undefined],
    ['nothing of a cookie that holds no choices', 'null', 'import', undefined],
  ] as const)('brings along %s', async (_what, choices, oldGrants, decisions) => {
    startDjangoCompat(client(old(choices)), { oldGrants });
    await new Promise(setImmediate);
    expect(decided).toEqual(decisions ? [{ decisions, options: { method: 'import' } }] : []);
  });

  it('says no more than the refusals while the server is not reached, and those once', async () => {
    answered = Promise.reject(new Error('not reached'));
    const choices = old({ STATISTICS: false, MARKETING: true });
    startDjangoCompat(client(choices), { oldGrants: 'import' });
    await new Promise(setImmediate);
    expect(decided.map(({ decisions }) => decisions)).toEqual([{ STATISTICS: 'denied' }]);
    const waiting = client(choices);
    const said = { ...waiting.state()!, decisions: { STATISTICS: 'denied', MARKETING: 'unset' } } as const;
    startDjangoCompat({ ...waiting, state: () => said });
    await new Promise(setImmediate);
    expect(decided).toHaveLength(1);
  });

  it('brings along nothing of who has decided since', () => {
    const later = '2.STATISTICS:g.1.zzzzzzzz.1..AZgAAAAAcACAAAAAAAAAAQ.a.AAAAAAAAAAAAAAAAAAAAAA';
    startDjangoCompat(client(`privacy_consent=${later}; ${old({ STATISTICS: false })}`));
    expect(decided).toEqual([]);
  });
});
