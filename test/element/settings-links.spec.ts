import { waitUntil } from '@nest-privacy/core/testing';
import { inBrowsers, TestSite } from '../browsers/index.js';
import { type ElementSite, startElementSite } from './element-site.js';

inBrowsers('a way to the settings', (browser) => {
  let site: ElementSite;

  beforeAll(async () => (site = await startElementSite(browser.engine)));
  afterAll(() => site.close());

  it('is looked for in no click that comes from no element', async () => {
    const page = await browser.open(`${site.url}/page`);
    await page.until(() => 'openSettings' in window);
    await page.evaluate(() => void document.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    await page.click('privacy-settings-link a');
    await page.until(() => document.querySelector('#np-dialog:modal') !== null);
    expect(page.faults).toEqual([]);
  });

  it('leads to its page within a page of another origin, where no dialog may open', async () => {
    const host = await TestSite.start();
    site.vendor.file('/element.js', site.pages.script);
    site.vendor.page('/choices', '<!doctype html><title>Choices</title>');
    site.vendor.page(
      '/framed',
      `<!doctype html><title>Framed</title><a class="np-settings" href="/choices">Settings</a>
<script type="module" src="/element.js"></script>
<script type="module">document.querySelector('a').click();</script>`,
    );
    host.page('/', `<!doctype html><title>Host</title><iframe src="${site.vendor.url('/framed')}"></iframe>`);
    try {
      await browser.open(host.url());
      await waitUntil('the settings were asked for', () => site.vendor.asked('GET', '/choices').length === 1);
    } finally {
      await host.stop();
    }
  });
});
