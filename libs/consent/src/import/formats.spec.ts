import { c15tFormat } from './c15t.format.js';
import { ccCookieFormat } from './cc-cookie.format.js';
import { djangoFormat } from './django-privacy-mgmt.format.js';
import { type CookieFormat } from './found-consent.js';
import { klaroFormat } from './klaro.format.js';
import { oneTrustFormat } from './onetrust.format.js';

/** Cookies as browsers send them, by the documentation and the sources of each tool. */
const read = (format: CookieFormat, value: string, others: Record<string, string> = {}): unknown => {
  const found = format({ value, beside: (name) => others[name] });
  return found && { ...found, choices: Object.fromEntries(found.choices) };
};
const json = (value: unknown): string => encodeURIComponent(JSON.stringify(value));
const at = (text: string): number => Date.parse(text);

describe('the cookie of vanilla-cookieconsent', () => {
  const V3 = {
    categories: ['necessary', 'analytics'],
    revision: 0,
    data: null,
    consentTimestamp: '2026-01-02T03:04:05.678Z',
    consentId: 'dc1b1b3e-7c27-4a0f-8a1c-6e1a2f3b4c5d',
    services: { necessary: [], analytics: ['ga'], ads: [] },
    languageCode: 'de',
    lastConsentTimestamp: '2026-02-02T03:04:05.678Z',
    expirationTime: 1_785_000_000_000,
  };
  const V2 = {
    categories: ['necessary'],
    level: ['necessary'],
    revision: 0,
    data: null,
    rfc_cookie: false,
    consent_date: '2022-01-02T03:04:05.678Z',
    consent_uuid: '0a0b5e1e-0000-4000-8000-000000000001',
    last_consent_update: '2022-01-02T03:04:05.678Z',
  };

  it('tells what was accepted, when, by whom and in which language', () => {
    const found = {
      choices: { necessary: true, analytics: true },
      onlyAccepted: true,
      givenAt: at('2026-02-02T03:04:05.678Z'),
      reference: V3.consentId,
      language: 'de',
    };
    expect(read(ccCookieFormat, json(V3))).toEqual(found);
    expect(read(ccCookieFormat, JSON.stringify(V3))).toEqual(found);
    expect(read(ccCookieFormat, JSON.stringify(V2))).toEqual({
      choices: { necessary: true },
      onlyAccepted: true,
      givenAt: at('2022-01-02T03:04:05.678Z'),
      reference: V2.consent_uuid,
      language: null,
    });
  });

  it('shows no choice without a time of consent', () => {
    expect(read(ccCookieFormat, json({ categories: ['necessary'], revision: 0 }))).toBeUndefined();
  });
});

describe('the cookie of Klaro', () => {
  it('tells of each service, and not when', () => {
    expect(read(klaroFormat, '%7B%22matomo%22%3Atrue%2C%22twitter%22%3Afalse%7D')).toEqual({
      choices: { matomo: true, twitter: false },
      onlyAccepted: false,
      givenAt: null,
      reference: null,
      language: null,
    });
  });
});

describe('the cookie of c15t', () => {
  const found = {
    choices: { necessary: true, marketing: true },
    onlyAccepted: true,
    givenAt: 1_735_689_600_000,
    reference: 'sub_111AEMh5qpiLmhEcbnqwrmsB7X',
    language: null,
  };

  it('is short pairs, or JSON with whole names', () => {
    const pairs = 'i.t:1735689600000,i.y:custom,i.sid:sub_111AEMh5qpiLmhEcbnqwrmsB7X,c.necessary:1,c.marketing:1';
    expect(read(c15tFormat, pairs)).toEqual(found);
    expect(read(c15tFormat, encodeURIComponent(pairs))).toEqual(found);
    const whole = {
      consents: { necessary: true, marketing: true },
      consentInfo: { time: 1_735_689_600_000, subjectId: found.reference },
    };
    expect(read(c15tFormat, json(whole))).toEqual(found);
  });

  it('shows no choice before there is a time of consent', () => {
    expect(read(c15tFormat, 'c.necessary:1,c.measurement:1')).toBeUndefined();
    expect(read(c15tFormat, json({ consents: { necessary: true }, consentInfo: null }))).toBeUndefined();
  });
});

describe('the cookie of django-privacy-mgmt', () => {
  const WRITTEN_BY_READING = { ESSENTIALS: true, STATISTICS: true, MARKETING: false };

  it('is no choice where it holds what reading a preference writes', () => {
    expect(read(djangoFormat(false), json(WRITTEN_BY_READING))).toBeUndefined();
    expect(read(djangoFormat(false), json({ ESSENTIAL: true, STATISTICS: true }))).toBeUndefined();
  });

  it('shows what differs from it, and all where the operator knows that it was chosen', () => {
    const refused = read(djangoFormat(false), json({ ...WRITTEN_BY_READING, STATISTICS: false }));
    expect(refused).toMatchObject({ choices: { STATISTICS: false }, onlyAccepted: false, givenAt: null });
    const granted = read(djangoFormat(false), json({ ...WRITTEN_BY_READING, MARKETING: true }));
    expect(granted).toMatchObject({ choices: { MARKETING: true } });
    expect(read(djangoFormat(true), json(WRITTEN_BY_READING))).toMatchObject({ choices: WRITTEN_BY_READING });
  });
});

describe('the cookie of OneTrust', () => {
  const consent = (members: string): string =>
    `isGpcEnabled=0&datestamp=Wed+Aug+04+2021+12%3A45%3A37+GMT-0300+(Argentina+Standard+Time)&version=6.19.0&hosts=&consentId=efb0f34f-a6dc-4258-8157-b8fac9344ac9&${members}`;
  const GROUPS = 'groups=C0001%3A1%2CC0003%3A1%2CC0002%3A0%2CV2STACK42%3A0';

  it('tells of each group once somebody has decided', () => {
    const found = {
      choices: { C0001: true, C0003: true, C0002: false, V2STACK42: false },
      onlyAccepted: false,
      givenAt: at('2021-08-04T15:45:37Z'),
      reference: 'efb0f34f-a6dc-4258-8157-b8fac9344ac9',
      language: null,
    };
    expect(read(oneTrustFormat, consent(`interactionCount=1&landingPath=NotLandingPage&${GROUPS}`))).toEqual(found);
    // Its datestamp moves with every visit; when the banner was closed stands beside it.
    const closed = { OptanonAlertBoxClosed: '2021-07-01T10:00:00.821Z' };
    expect(read(oneTrustFormat, consent(GROUPS), closed)).toEqual({
      ...found,
      givenAt: at('2021-07-01T10:00:00.821Z'),
    });
    const cyrillic =
      'datestamp=Tue+Mar+05+2024+23%3A45%3A27+GMT%2B0200+(%D0%92%D0%BE%D1%81%D1%82%D0%BE%D1%87%D0%BD%D0%B0%D1%8F)';
    expect(read(oneTrustFormat, `${cyrillic}&interactionCount=3&${GROUPS}`)).toMatchObject({
      givenAt: at('2024-03-05T21:45:27Z'),
    });
  });

  it('is no choice while it holds what it was filled with', () => {
    const landing = 'interactionCount=0&landingPath=https%3A%2F%2Fwww.example.com%2F';
    expect(read(oneTrustFormat, consent(`${landing}&groups=C0001%3A1%2CC0002%3A1%2CC0004%3A1`))).toBeUndefined();
  });

  it('takes no groups out of the address of a landing page', () => {
    const landing = `landingPath=${encodeURIComponent('https://example.com/?a=1&groups=C0002:1&interactionCount=1')}`;
    expect(read(oneTrustFormat, consent(`${landing}&interactionCount=1&${GROUPS}`))).toMatchObject({
      choices: { C0002: false },
    });
    expect(read(oneTrustFormat, consent(`${landing}&interactionCount=0&${GROUPS}`))).toBeUndefined();
  });
});

describe('what is none of their cookies', () => {
  const FORMATS = { ccCookieFormat, klaroFormat, c15tFormat, django: djangoFormat(true), oneTrustFormat };
  const NONE = [
    '',
    '%',
    '%E0%A4%A',
    '{',
    'null',
    '[]',
    '"x"',
    '1',
    '{}',
    '{"a":1}',
    'x'.repeat(5_000),
    `{"a":${'['.repeat(3_000)}`,
    '__proto__=1',
    '{"__proto__":true}',
  ];

  it.each(Object.entries(FORMATS))('is nothing to %s', (_name, format) => {
    for (const value of NONE.slice(0, -1)) expect(read(format, value)).toBeUndefined();
    expect(() => read(format, NONE.at(-1)!)).not.toThrow();
  });
});
