import { inBrowsers } from '../../../test/browsers/index.js';
import { ACCEPT, chosen, demonstrationSite, SETTINGS } from './demonstration-site.js';

inBrowsers('choices on the demonstration site', (browser) => {
  const site = demonstrationSite();

  it('asks once where the page itself asks, so that nothing lies over the answers', async () => {
    const page = await browser.open(`${site.url}/offers`);
    for (const path of ['/offers', '/privacy']) {
      await page.goto(site.url + path);
      await page.until(() => customElements.get('privacy-banner') !== undefined);
      expect([path, await page.evaluate(() => document.querySelector('.np-banner')!.checkVisibility())]).toEqual([
        path,
        false,
      ]);
    }
    await page.goto(`${site.url}/articles`);
    expect(await page.evaluate(() => document.querySelector('.np-banner')!.checkVisibility())).toBe(true);
  });

  it('takes single choices in the dialog, and says on the page where its visitor stands', async () => {
    const page = await browser.open(`${site.url}/privacy`);
    await page.click(SETTINGS);
    await page.click('#np-dialog-STATISTICS');
    await page.click('#np-dialog .np-form .np-actions button:not([name]):not([formmethod])');
    await page.until(() =>
      document.querySelector('[data-standing=STATISTICS]')?.textContent.includes('you allowed it'),
    );
    expect(await page.evaluate(() => document.querySelector('[data-standing=MARKETING] .badge')!.textContent)).toBe(
      'off',
    );
    expect(await chosen(page)).toEqual({ boxes: [true, false], days: 1, withdraws: true });
    await page.click('#np-preferences [value=withdraw]');
    await page.until(() => document.querySelector('#saved')?.textContent.includes('Withdrawn'));
    expect(await chosen(page)).toEqual({ boxes: [false, false], days: 1, withdraws: false });
    await page.click('#np-page-STATISTICS');
    await page.click('#np-preferences .np-form .np-actions button:not([name])');
    await page.until(() => document.querySelector('#saved')?.textContent.includes('Essentials, Statistics.'));
    await page.click(SETTINGS);
    await page.click('#np-dialog [value=reject-all]');
    await page.until(() => document.querySelector('#np-preferences [value=withdraw]') === null);
    expect(await chosen(page)).toEqual({ boxes: [false, false], days: 1, withdraws: false });
    await page.click(SETTINGS);
    await page.click('#np-dialog-STATISTICS');
    await page.click('#np-dialog .np-form .np-actions button:not([name]):not([formmethod])');
    await page.until(() => document.querySelector('#np-preferences [value=withdraw]') !== null);
    await page.goto(`${site.url}/visit`);
    await page.until(() => document.querySelector('[data-pagecount=visits]')?.textContent.trim().endsWith(' 1'));
    expect(site.asked()).toEqual(['/counter.js']);
    expect(page.violations).toEqual([]);
  });

  it('keeps no acknowledgement ticked on the page whose category was taken back in the dialog', async () => {
    const page = await browser.open(`${site.url}/privacy`, { gpc: true });
    const ticked = (): Promise<boolean[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLInputElement>('#np-preferences input')]
          .filter(({ name, type }) => type === 'checkbox' && /^(acknowledged-)?MARKETING$/.test(name))
          .map(({ checked }) => checked),
      );
    await page.click('#np-page-MARKETING');
    await page.click('#np-preferences [name=acknowledged-MARKETING]');
    await page.click('#np-preferences .np-form .np-actions button:not([name])');
    await page.until(() => document.querySelector('#saved')?.textContent.includes('Essentials, Marketing.'));
    expect(await ticked()).toEqual([true, true]);
    await page.click(SETTINGS);
    await page.click('#np-dialog [value=reject-all]');
    await page.until(() => document.querySelector('#np-preferences [value=withdraw]') === null);
    expect(await ticked()).toEqual([false, false]);
    expect(page.violations).toEqual([]);
  });

  it('does all of it without JavaScript: accepts, takes single choices, and withdraws in two actions', async () => {
    const page = await browser.open(`${site.url}/visit`, { javaScript: false });
    await page.click(ACCEPT);
    await page.until(
      () => location.hash === '#saved' && document.querySelectorAll('privacy-embed iframe').length === 2,
    );
    await page.goto(`${site.url}/articles`);
    await page.click(SETTINGS);
    await page.until(() => location.pathname === '/privacy');
    await page.click('#np-preferences [value=withdraw]');
    await page.until(() => document.querySelector('#saved')?.textContent.includes('Withdrawn'));
    await page.click('#np-page-STATISTICS');
    await page.click('#np-preferences .np-form .np-actions button:not([name])');
    await page.until(() =>
      document.querySelector('#saved')?.textContent.includes('On from now: Essentials, Statistics.'),
    );
    await page.goto(`${site.url}/offers`);
    expect(await page.evaluate(() => document.querySelectorAll('#ask-granted').length)).toBe(1);
  });

  it('opens a closed page by the one category it lacks, without JavaScript', async () => {
    const viewport = { width: 1280, height: 1400 };
    const page = await browser.open(`${site.url}/articles`, { javaScript: false, viewport });
    await page.click('nav a[href="/offers"]');
    await page.until(() => document.querySelector('#ask-denied') !== null);
    await page.click('#ask-denied button');
    await page.until(() => location.pathname === '/articles');
    await page.click('nav a[href="/offers"]');
    await page.until(() => document.querySelector('#ask-granted') !== null);
    await page.click('#ask-granted button');
    await page.until(() => document.querySelectorAll('.book').length === 3);
    expect(await page.evaluate(() => document.querySelector('#saved')!.textContent.trim())).toBe(
      'Saved. On from now: Essentials, Marketing.',
    );
  });
});
