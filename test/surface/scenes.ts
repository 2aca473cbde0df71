import fc from 'fast-check';
import { isLine } from '@nest-privacy/core/kit';
import { isLinkTarget } from '../../libs/consent/src/notice/content/link-target.js';
import {
  NOTICE_BUTTONS,
  NOTICE_LINKS,
  NOTICE_MESSAGES,
  type NoticeButton,
} from '../../libs/consent/src/notice/content/notice-content.js';
import { type PublicNotice } from '../../libs/consent/src/notice/render-notice.js';
import { type SurfaceScene } from '../../libs/consent/src/surface/surface-scene.js';

const OPTIONAL = ['STATISTICS', 'MARKETING'] as const;

/** What people write, and what somebody might who wants to break out of a text. */
const line = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.constantFrom(
      'Alle akzeptieren',
      'رفض الكل & <قبول>',
      'לדחות הכול',
      '</script><script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      `' autofocus onfocus='alert(1)`,
      '<!-- & &amp; &lt;b&gt; -->',
      '{{constructor.constructor("alert(1)")()}} ${7*7} <%= 7 %>',
      '𝒲𝒾𝒹ℯ  \u200f  \u00a0 e\u0301',
    ),
  )
  .filter((text) => isLine(text, 400) && text.trim() !== '');

const text = fc
  .array(line, { minLength: 1, maxLength: 3 })
  .chain((lines) => fc.constantFrom('\n', '\r\n', '\n\n  \n').map((end) => lines.join(end)));

const path = fc
  .oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom('/a"b<c>&amp;d', '/privacy?a=1&b=2#c', '/wiki/Legal:Privacy', '/privacy?a=b:c'),
  )
  .filter(isLinkTarget);

const buttons = fc.uniqueArray(fc.constantFrom<NoticeButton>(...NOTICE_BUTTONS), { minLength: 1 });

/** As publication demands it: who can accept can refuse. */
const layer = buttons.map((names) =>
  names.includes('acceptAll') && !names.includes('rejectAll') ? (['rejectAll', ...names] as const) : names,
);

const item = fc.record({
  id: fc.uuid(),
  name: line,
  purpose: fc.option(line),
  provider: fc.option(line),
  domain: fc.constant(null),
  lifetime: fc.constant(null),
  lifetimeText: fc.option(line),
  language: fc.constantFrom('de', 'en', 'ar'),
  cookies: fc.array(fc.record({ name: line }), { maxLength: 3 }),
});

const category = (name: PublicNotice['categories'][number]['category']) =>
  fc.record({
    category: fc.constant(name),
    name: line,
    description: text,
    required: fc.constant(name === 'ESSENTIALS'),
    items: fc.array(item, { maxLength: 2 }),
  });

const eachOf = <N extends string, T>(names: readonly N[], value: T): Record<N, T> =>
  Object.fromEntries(names.map((name) => [name, value])) as Record<N, T>;

const words = <N extends string>(names: readonly N[]) => fc.record(eachOf(names, line));

/** Messages are there or not, each by itself. */
const messages = fc.record(eachOf(NOTICE_MESSAGES, line), { requiredKeys: [] });

const notice: fc.Arbitrary<PublicNotice> = fc
  .record({
    noticeVersion: fc.integer({ min: 1, max: 9 }),
    catalogueVersion: fc.option(fc.nat(9)),
    written: fc.constantFrom(
      { language: 'de', direction: 'ltr' as const },
      { language: 'en-GB', direction: 'ltr' as const },
      { language: 'ar', direction: 'rtl' as const },
    ),
    variant: fc.option(fc.constantFrom('b', 'short')),
    controller: fc.record({ name: line, contact: line }),
    layers: fc.record({ first: layer, second: layer }),
    title: line,
    body: text,
    labels: words(NOTICE_BUTTONS),
    messages: fc.oneof(words(NOTICE_MESSAGES), messages),
    links: fc.array(fc.record({ rel: fc.constantFrom(...NOTICE_LINKS), label: line, url: path }), { maxLength: 3 }),
    categories: fc.tuple(category('ESSENTIALS'), category('STATISTICS'), category('MARKETING')),
  })
  .map(({ written, ...rest }) => ({
    site: 'default',
    noticeHash: null,
    catalogueHash: null,
    languages: [written.language],
    variants: [],
    ...written,
    ...rest,
  }));

const each = <T>(value: fc.Arbitrary<T>) => fc.record(eachOf(OPTIONAL, value));

/** Everything that a surface may be rendered from, possible together or not: what is rendered follows from it all the same. */
export const scenes: fc.Arbitrary<SurfaceScene> = fc
  .record({
    notice,
    paths: fc.record({
      consent: fc.constantFrom('/consent', '/api/v2/consent', 'https://api.example/consent'),
      events: fc.constant(null),
      choices: fc.constantFrom('/choices', '/privacy#choices'),
    }),
    redirect: fc.constantFrom('/', '/page?x=1&y="2"'),
    isShared: fc.boolean(),
    regimes: each(fc.constantFrom('opt-in' as const, 'opt-out' as const, 'notice-only' as const)),
    decisions: each(fc.constantFrom('granted' as const, 'denied' as const, 'unset' as const)),
    allowed: each(fc.boolean()),
    decidedAt: fc.option(fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })),
    hasGpc: fc.boolean(),
    gpcAffects: fc.subarray([...OPTIONAL]),
  })
  .map((scene) => (scene.isShared ? { ...scene, ...NOBODY } : { ...scene, hasToShowGpc: false }));

const NOBODY = { regimes: {}, decisions: {}, allowed: {}, decidedAt: null, hasGpc: false, hasToShowGpc: false };
