import { bundleOf, hashOf, inBrowsers, TestSite } from './index.js';

const page = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><title>Test</title>${head}</head><body>${body}</body></html>`;

describe('a bundle', () => {
  it('is made of the sources, in memory, for modules and classic scripts', async () => {
    const source = `import { createConsentClient } from '@nest-privacy/client'; window.made = createConsentClient();`;
    expect(await bundleOf({ source })).toContain('window.made = createConsentClient()');
    const classic = await bundleOf({ source }, { format: 'iife', minify: true });
    expect(classic).toMatch(/^\(\(\)=>\{/);
  });
});

inBrowsers('a page', (browser) => {
  let site: TestSite;
  beforeEach(async () => (site = await TestSite.start()));
  afterEach(() => site.stop());

  it('is evaluated, clicked, typed into and looked at', async () => {
    const script = `
      document.querySelector('button').addEventListener('click', (event) => (event.target.dataset.trusted = event.isTrusted));
      addEventListener('keydown', ({ key, shiftKey }) => (document.title += ' ' + (shiftKey ? 'Shift+' : '') + key));`;
    site.page(
      '/',
      (nonce) => page(`<button>One</button><input aria-label="Two"><script nonce="${nonce}">${script}</script>`),
      {
        policy: 'nonce',
      },
    );
    const tab = await browser.open(site.url(), { viewport: { width: 320, height: 256 } });
    await tab.press('Tab', 2);
    await tab.type('ab');
    await tab.press('Shift+Tab');
    expect(await tab.evaluate(() => document.activeElement!.tagName)).toBe('BUTTON');
    await tab.click('button');
    expect(await tab.until(() => document.querySelector('button')!.dataset['trusted'])).toBe('true');
    expect(await tab.evaluate(() => document.querySelector('input')!.value)).toBe('ab');
    expect(await tab.evaluate(() => document.title)).toContain('Shift+Tab');
    expect(await tab.evaluate((a: number, [b]: number[]) => innerWidth + a + b!, 1, [2])).toBe(323);
    const picture = await tab.screenshot();
    expect(picture.readUInt32BE(16)).toBe(320);
    expect(tab.faults).toEqual([]);
    expect(tab.violations).toEqual([]);
  });

  it('tells what it asked for, and its errors', async () => {
    const vendor = await TestSite.start();
    vendor.file('/tag.js', 'throw new Error("a fault of the vendor")');
    site.page(
      '/',
      page(`<script src="${vendor.url('/tag.js', 'vendor.test')}"></script><script>console.error('told')</script>`),
    );
    const tab = await browser.open(site.url());
    expect(tab.requests.map(({ method, url }) => `${method} ${new URL(url).hostname}${new URL(url).pathname}`)).toEqual(
      expect.arrayContaining(['GET 127.0.0.1/', 'GET vendor.test/tag.js']),
    );
    expect(vendor.asked('GET', '/tag.js')).toHaveLength(1);
    expect(tab.faults).toHaveLength(2);
    expect(tab.faults.join()).toMatch(/a fault of the vendor/);
    await vendor.stop();
  });

  it.each(['nonce', 'hash'] as const)(
    'lets its own scripts run under the policy by %s, and counts what is refused',
    async (policy) => {
      const module = 'document.body.dataset.module = "ran"';
      site.file('/module.js', module);
      site.file('/refused.js', 'document.body.dataset.refused = "ran"');
      const external = `type="module" src="/module.js" integrity="${hashOf(module)}"`;
      const refused = '<script src="/refused.js"></script>';
      const html = (nonce: string): string =>
        page(
          `<script nonce="${nonce}">document.body.dataset.inline = 'ran'</script><script nonce="${nonce}" ${external}></script>${refused}`,
        );
      site.page('/', html, { policy });
      const tab = await browser.open(site.url());
      await tab.until(() => document.body.dataset['module'] === 'ran' && document.body.dataset['inline'] === 'ran');
      expect(await tab.evaluate(() => document.body.dataset['refused'])).toBeUndefined();
      await tab.until(() => performance.now() > 0);
      expect(tab.violations.map(({ directive, blocked }) => [directive, blocked])).toEqual([
        ['script-src-elem', site.url('/refused.js')],
      ]);
      await tab.evaluate(() => {
        try {
          document.body.innerHTML = '<p>never</p>';
        } catch {
          document.title = 'refused';
        }
      });
      await tab.until(() => document.title === 'refused');
      expect(tab.violations.map(({ directive }) => directive)).toContain('require-trusted-types-for');
      expect(tab.faults).toEqual([]);
    },
  );

  it('has the cookies, header fields, signals and media of who opens it', async () => {
    site.page('/', page('Hello'), { headers: { 'Set-Cookie': 'kept=1; Path=/; HttpOnly' } });
    const tab = await browser.open(site.url('/', 'www.shop.test'), {
      cookies: [{ name: 'given', value: '2' }],
      headers: { 'X-Forwarded-Proto': 'https' },
      gpc: true,
      dnt: true,
      language: 'de-DE',
      colorScheme: 'dark',
      reducedMotion: true,
    });
    const { headers } = site.asked('GET', '/')[0]!;
    expect(headers).toMatchObject({ cookie: 'given=2', 'x-forwarded-proto': 'https', 'sec-gpc': '1', dnt: '1' });
    expect(headers['accept-language']).toMatch(/^de-DE/);
    const inPage = await tab.evaluate(() => [
      (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl,
      navigator.doNotTrack,
      document.cookie,
      navigator.language,
      ...['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)'].map((query) => matchMedia(query).matches),
    ]);
    expect(inPage).toEqual([true, '1', 'given=2', 'de-DE', true, true]);
    expect((await tab.cookies()).map(({ name, httpOnly }) => [name, httpOnly]).sort()).toEqual([
      ['given', false],
      ['kept', true],
    ]);
    const other = await browser.open(site.url('/', 'www.shop.test'), { forcedColors: true });
    expect(
      await other.evaluate(() => [
        document.cookie,
        navigator.doNotTrack === '1',
        matchMedia('(prefers-reduced-motion: reduce)').matches,
        matchMedia('(forced-colors: active)').matches,
      ]),
    ).toEqual(['', false, false, true]);
  });

  it('works with scripting off, and is gone back to', async () => {
    site.page('/', page('<script>document.title = "ran"</script><a href="/next">Next</a>'));
    site.page('/next', page('<p>There</p>'));
    const tab = await browser.open(site.url(), { javaScript: false });
    expect(await tab.evaluate(() => document.title)).toBe('Test');
    await tab.click('a');
    await tab.until(() => location.pathname === '/next');
    await tab.back();
    await tab.until(() => location.pathname === '/');
  });

  it('shares its cookies with another tab of the same visitor, and with no other visitor', async () => {
    site.page('/', page('Hello'));
    const first = await browser.open(site.url('/', 'localhost'));
    const second = await first.newTab(site.url('/', 'localhost'));
    await first.evaluate(() => void (document.cookie = 'a=b'));
    expect(await second.until(() => document.cookie)).toBe('a=b');
    const other = await browser.open(site.url('/', 'localhost'));
    expect(await other.evaluate(() => document.cookie)).toBe('');
  });

  it('gives the alarm where anything beyond this machine is asked for', async () => {
    site.page('/', page('<img src="http://vendor.example/pixel.png" alt="">'));
    await browser.open(site.url());
    expect(browser.foreignRequests()).toEqual(['http://vendor.example/pixel.png']);
  });
});
