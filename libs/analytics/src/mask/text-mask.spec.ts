import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { plainForm } from './plain-form.js';
import { MASK_NAMES, TextMask } from './text-mask.js';

const mask = new TextMask(MASK_NAMES);

describe('a mask', () => {
  it.each([
    ['/u/jane.doe@example.org/edit', '/u/:email/edit'],
    ['/u/JANE@EXAMPLE.ORG', '/u/:email'],
    ['/u/jane%40example.org', '/u/:email'],
    ['/u/jane%2540example.org', '/u/:email'],
    ['/u/jane%25252540example.org', '/u/:email'],
    ['/u/%6Aane%40example%2Eorg', '/u/:email'],
    ['/u/%256A%2561ne%25%34%30example.org', '/u/:email'],
    ['/u/j%C3%BCrgen@m%C3%BCller.example', '/u/:email'],
    ['/u/jane%EF%BC%A0example.org', '/u/:email'],
    ['/u/jane%E2%80%8B@example.org', '/u/:email'],
    ['/u/jane+news@example.co.uk,joe@example.org', '/u/:email,:email'],
    ['/@jane@social.example', '/@:email'],
    ['/u/jane@उदाहरण.भारत/edit', '/u/:email/edit'],
    ['/u/jane@example。org', '/u/:email'],
    ['/u/jane@example%EF%BD%A1org', '/u/:email'],
    ['/mailto:jane@example.org', '/mailto::email'],
    ['/a%FF/jane@example.org/%E4', '/a%EF%BF%BD/:email/%EF%BF%BD'],
    ['/a b/jane@example.org/50%25', '/a%20b/:email/50%25'],
    ['/call/+49-170-1234567', '/call/:number'],
    ['/call/0049%20170%201234567', '/call/:number'],
    ['/call/(030)%20123%2045%2067', '/call/(:number'],
    ['/card/4111111111111111', '/card/:number'],
    ['/tax/20260615-123456789', '/tax/:number'],
    ['/card/4111-1111-1111-1111', '/card/:number'],
    ['/ssn/123-45-6789', '/ssn/:number'],
    ['/%D9%A0%D9%A1%D9%A2%D9%A3%D9%A4%D9%A5%D9%A6%D9%A7%D9%A8', '/:number'],
    ['/iban/DE89%203704%200044%200532%200130%2000', '/iban/DE:number'],
    ['/iban/GB29NWBK60161331926819', '/iban/:token'],
    ['/orders/550e8400-e29b-41d4-a716-446655440000', '/orders/:uuid'],
    ['/orders/550E8400-E29B-41D4-A716-446655440000.pdf', '/orders/:uuid.pdf'],
    ['/reset/5f4dcc3b5aa765d61d8327deb882cf99', '/reset/:token'],
    ['/reset-password-5f4dcc3b5aa765d61d8327deb882cf99', '/reset-password-:token'],
    ['/t/V1StGXR8_Z5jdHi6B-myT', '/t/:token-myT'],
    ['/t/01ARZ3NDEKTSV4RRFFQ69G5FAV', '/t/:token'],
    ['/t/dGhpcyBpcyBhIHNlY3JldDE3%3D%3D', '/t/:token'],
    ['/t;jsessionid=1A530637289A03B07199A44E8D531427', '/t;jsessionid=:token'],
    ['/5f4dcc3b5aa765d6=eyJhbGciOi1', '/:token=eyJhbGciOi1'],
    ['/5f4dcc3b5aa765d6==b2b', '/:token==b2b'],
    ['/202634525eyJhbGciOi%31', '/:token'],
    ['/t/eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0.', '/t/:token'],
  ])('makes of the path %s %s', (path, masked) => {
    expect(mask.path(path)).toBe(masked);
  });

  it.each([
    '/',
    '/2026/06/15/twelve-books-for-the-summer-of-2026',
    '/2026-06-15-10-things',
    '/xdotool-2.20110530.html',
    '/20260615-123000',
    '/reports/2023-2024-2025',
    '/articles/1234567',
    '/isbn/12345678',
    '/B%C3%BCcher/jahreshauptversammlung2026',
    '/docs/AbstractSingletonProxyFactoryBean',
    '/docs/getElementById/v18.2.0-rc.1',
    '/npm/react@18.2.0/@scope/package@latest',
    '/@jane',
    '/iphone15pro-vs-galaxys24ultra-b2b-q4-2026',
    '/How-To-Protect-Your-Privacy-In-2026',
    '/a1b2c3d/dQw4w9WgXcQ',
    '/index.php/50%25-off/%2e%2e',
    '/caf%C3%A9/%E6%97%A5%E6%9C%AC%E8%AA%9E',
  ])('leaves %s as it is', (path) => {
    expect(mask.path(path)).toBe(path);
  });

  it('leaves texts as they are but for what it finds', () => {
    expect(mask.text('100 % – Jane’s page, №1')).toBe('100 % – Jane’s page, №1');
    expect(mask.text('Mail <Jane@example.org>, or call +1 (202) 555-0199!')).toBe('Mail <:email>, or call :number!');
  });

  it('finds nothing in what it wrote', () => {
    const piece = fc.constantFrom(
      ...['jane', '@', '%40', '%2540', '＠', 'x.org', '.', '-', ' ', '/', '_', '%', '25', '%25', '+', '(', '=', ':'],
      ...[
        '4111',
        '1111',
        '2026',
        '٣٤٥',
        '%31',
        'aB3',
        'dE5gH1',
        'eyJhbGciOi',
        '5f4dcc3b5aa765d6',
        '\u200b',
        '\0',
        'é',
        '️',
        '%C3',
      ],
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, (given) => {
        for (const masked of [mask.text(given), mask.path(given)]) {
          expect(mask.text(masked)).toBe(masked);
          expect(mask.text(plainForm(masked))).toBe(plainForm(masked));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lets nothing of a person through, however it is written and wherever it stands', () => {
    const word = fc.constantFrom('articles', 'How-To', 'b2b', 'q4', '2026', '1234567', 'Bücher', 'v1.2.3', '');
    const local = fc.stringMatching(/^[a-z]{3}[a-z0-9._%+-]{0,12}[a-z0-9]$/).filter((text) => !text.includes('%'));
    const hash = fc.string({ minLength: 1 }).map((text) => createHash('sha256').update(text).digest());
    const secret = fc.oneof(
      local.map((name) => ({ text: `${name}q@example.org`, core: `${name}q` })),
      fc.stringMatching(/^[0-9]{9,19}$/).map((text) => ({ text, core: text })),
      hash.map((bytes) => bytes.toString('hex').slice(0, 32)).map((text) => ({ text, core: text })),
      fc.uuid().map((text) => ({ text, core: text })),
      hash
        .map((bytes) => bytes.toString('base64url'))
        .map((text) => `eyJ${text}.${text}.${text}`)
        .map((text) => ({ text, core: text.slice(0, 20) })),
    );
    const encodeAll = (text: string): string =>
      text.replace(/[^]/gu, (c) => encodeURIComponent(c).replace(/^[^%]$/, (d) => `%${d.charCodeAt(0).toString(16)}`));
    const wide = (text: string): string => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    const spelling = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => (text.startsWith('eyJ') ? text : text.toUpperCase()),
      encodeURIComponent,
      encodeAll,
      (text) => encodeURIComponent(encodeURIComponent(text)),
      (text) => encodeURIComponent(encodeAll(text)),
      wide,
      (text) => encodeURIComponent(wide(text)),
    );
    fc.assert(
      fc.property(
        word,
        secret,
        spelling,
        word,
        fc.constantFrom('/', ' ', ',', ';', '?', '"'),
        (before, { text, core }, spell, after, separator) => {
          const given = [before, spell(text), after].join(separator);
          for (const masked of [mask.text(given), mask.path(given)]) {
            expect(plainForm(masked).toLowerCase()).not.toContain(core.toLowerCase());
            expect(masked).toMatch(/:(email|number|token|uuid)/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes no time that grows beyond the text', () => {
    const hostile = ['@', 'a', '1 ', 'a@', '%25', '%', 'eyJ', 'aB3-', '１', '.', '-', '(', 'a@b.', ' 1'];
    for (const unit of hostile) {
      const masked = mask.path(`/${unit.repeat(500_000 / unit.length)}`);
      expect(masked.startsWith('/')).toBe(true);
    }
  });

  it.each([
    [[null], 'not a name'],
    [['phone'], 'no rule "phone"'],
    ['email', 'no list'],
    [[{ name: 'Customer', pattern: /a/ }], 'not a name'],
    [[{ name: 'email', pattern: /a/ }], 'two rules have the name'],
    [[{ name: 'a', pattern: 'a' }], 'not a regular expression'],
    [[{ name: 'a', pattern: /a+/ }], 'has no end'],
    [[{ name: 'a', pattern: /a{2,}/ }], 'has no end'],
    [[{ name: 'a', pattern: /a{1,65}/ }], 'beyond 64'],
    [[{ name: 'a', pattern: /a{1,9}b{1,9}c/ }], 'more than one repetition varies'],
    [[{ name: 'a', pattern: /(a|b)/ }], 'character 1'],
    [[{ name: 'a', pattern: /a|b/ }], 'character 2'],
    [[{ name: 'a', pattern: /(?=a)a/ }], 'character 1'],
    [[{ name: 'a', pattern: /a{2,3}?/ }], 'character 7'],
    [[{ name: 'a', pattern: /^a?$/ }], 'finds nothing at all'],
    [[{ name: 'a', pattern: /a/m }], 'other flags'],
  ])('refuses %j', (masks, what) => {
    expect(() => new TextMask(masks as never)).toThrow(new RegExp(`^MASK_INVALID: .*${what}`));
  });

  it('takes rules of the application, before its own', () => {
    const own = new TextMask([
      { name: 'customer', pattern: /\bKD-\d{6,12}\b/i },
      { name: 'user', pattern: /\/~[^/]{1,64}/ },
      'email',
    ]);
    expect(own.path('/kd-123456789/~jane/jane@example.org/123456789')).toBe('/:customer:user/:email/123456789');
    expect(own.path('/%6Bd%2D123456')).toBe('/:customer');
    expect(own.path(`/~${'a'.repeat(63)}😀`)).toBe(':user');
  });
});
