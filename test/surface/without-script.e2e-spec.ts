import { ConsentRecordEntity } from '@nest-privacy/consent';
import { noticeContent } from '../../libs/consent/test/notice-content.js';
import { wordyText } from '../../libs/consent/test/surface-pages.js';
import { inBrowsers, type TestPage, TestSite } from '../browsers/index.js';
import { startSurfaceSite, type SurfaceSite } from './surface-site.js';

/** Each engine with one of the servers, for neither knows of the other. */
const ADAPTERS = { chromium: 'express', firefox: 'fastify' } as const;

inBrowsers('a visitor without JavaScript', (browser) => {
  let vendor: TestSite;
  let site: SurfaceSite;
  let page: TestPage;

  beforeAll(async () => {
    vendor = await TestSite.start();
    vendor.page('/film', '<!doctype html><title>Film</title>');
    site = await startSurfaceSite(ADAPTERS[browser.engine], {
      film: vendor.url('/film'),
      consent: { gpcAffects: ['STATISTICS', 'MARKETING'] },
    });
  });
  afterAll(async () => {
    await site.close();
    await vendor.stop();
  });

  const open = async (path: string, gpc = false): Promise<void> => {
    site.clock.advance(1_000);
    vendor.received.length = 0;
    page = await browser.open(site.url + path, { javaScript: false, gpc });
  };
  const has = (selector: string): Promise<boolean> =>
    page.evaluate((searched: string) => document.querySelector(searched) !== null, selector);
  /** Presses a button, and waits for the page that it leads to. Records are told apart by their times. */
  const press = async (selector: string, path: string): Promise<void> => {
    site.clock.advance(1_000);
    await page.click(selector);
    await page.until((expected: string) => location.pathname + location.search === expected, path);
  };
  const boxes = (): Promise<Record<string, boolean>> =>
    page.evaluate(() => {
      const all = document.querySelectorAll<HTMLInputElement>('#np-preferences .np-switch input');
      return Object.fromEntries([...all].map((box) => [box.name, box.checked]));
    });
  const newest = async (): Promise<ConsentRecordEntity> => {
    const [record] = await site.source.manager.find(ConsentRecordEntity, {
      where: { siteId: 'default' },
      order: { receivedAt: 'DESC' },
      take: 1,
    });
    return record!;
  };

  it('accepts by the banner, comes back to the page, and can look at it and take it back', async () => {
    await open('/page?x=1');
    await press('.np-banner [value=accept-all]', '/page?x=1');
    await page.until(() => document.querySelector('privacy-banner') === null);
    expect(await newest()).toMatchObject({
      decisions: { STATISTICS: 'granted', MARKETING: 'granted' },
      method: 'form',
      noticeVersion: 1,
      catalogueVersion: 5,
      language: 'en',
    });
    await press('privacy-settings-link a', '/choices');
    expect(await boxes()).toEqual({ STATISTICS: true, MARKETING: true });
    expect(await has('.np-standing time')).toBe(true);
    await press('[form=np-page-all][value=reject-all]', '/page');
    expect((await newest()).decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
    await press('privacy-settings-link a', '/choices');
    expect(await boxes()).toEqual({ STATISTICS: false, MARKETING: false });
  });

  it('refuses by the banner in as many steps', async () => {
    await open('/page');
    await press('.np-banner [value=reject-all]', '/page');
    await page.until(() => document.querySelector('privacy-banner') === null);
    expect((await newest()).decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
  });

  it('chooses one by one, beginning with nothing ticked, and changes their mind', async () => {
    await open('/page');
    await press('.np-banner [form=np-choices]', '/choices');
    expect(await boxes()).toEqual({ STATISTICS: false, MARKETING: false });
    await page.click('.np-switch [name=STATISTICS]');
    await press('#np-preferences .np-actions .np-button:not([form])', '/page');
    expect((await newest()).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
    await press('privacy-settings-link a', '/choices');
    expect(await boxes()).toEqual({ STATISTICS: true, MARKETING: false });
    await page.click('.np-switch [name=STATISTICS]');
    await page.click('.np-switch [name=MARKETING]');
    await press('#np-preferences .np-actions .np-button:not([form])', '/page');
    expect((await newest()).decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'granted' });
  });

  it('withdraws everything by one button', async () => {
    await site.publish(
      noticeContent({
        translations: { en: wordyText('en'), de: wordyText('de') },
        layers: { first: ['rejectAll', 'acceptAll', 'settings'], second: ['save'] },
      }),
    );
    await open('/page');
    await press('.np-banner [value=accept-all]', '/page');
    await press('privacy-settings-link a', '/choices');
    await press('[form=np-page-all][value=withdraw]', '/page');
    expect(await newest()).toMatchObject({ eventType: 'withdrawn' });
    await press('privacy-settings-link a', '/choices');
    expect(await has('[value=withdraw]')).toBe(false);
  });

  it('is told that GPC was honoured, and allows against it what is acknowledged by a step of its own', async () => {
    await open('/choices', true);
    expect(await has('#np-preferences .np-signal')).toBe(true);
    expect(await has('.np-acknowledge input:checked')).toBe(false);
    await page.click('.np-switch [name=MARKETING]');
    await press('#np-preferences .np-actions .np-button:not([form])', '/page');
    await press('privacy-settings-link a', '/choices');
    expect(await boxes()).toEqual({ STATISTICS: false, MARKETING: false });
    await page.click('.np-switch [name=STATISTICS]');
    await page.click('.np-switch [name=MARKETING]');
    await page.click('[name=acknowledged-MARKETING]');
    await press('#np-preferences .np-actions .np-button:not([form])', '/page');
    expect(await newest()).toMatchObject({ acknowledgedSignals: ['gpc'], informed: ['MARKETING'] });
    await press('privacy-settings-link a', '/choices');
    expect(await boxes()).toEqual({ STATISTICS: false, MARKETING: true });
    await page.click('.np-switch [name=STATISTICS]');
    await press('#np-preferences .np-actions .np-button:not([form])', '/page');
    expect((await newest()).informed).toEqual(['MARKETING']);
    await press('privacy-settings-link a', '/choices');
    expect(await boxes()).toEqual({ STATISTICS: false, MARKETING: true });
  });

  it('loads nothing of others before it is allowed, and then by one button', async () => {
    await open('/page');
    expect(vendor.received).toEqual([]);
    await page.click('.np-embed [name=MARKETING]');
    await page.until(() => document.querySelector('privacy-embed iframe') !== null);
    expect((await newest()).decisions).toEqual({ STATISTICS: 'unset', MARKETING: 'granted' });
    expect(vendor.asked('GET', '/film')).toHaveLength(1);
  });

  it('is asked again by the new notice, where the one that they saw has been overtaken meanwhile', async () => {
    await open('/page?x=2');
    await site.publish(noticeContent({ translations: { en: wordyText('newer'), de: wordyText('neuer') } }));
    await page.click('.np-banner [value=accept-all]');
    await page.until(() => document.title === 'Title newer');
    await press('.np-banner [value=accept-all]', '/page?x=2');
    expect(await newest()).toMatchObject({ decisions: { STATISTICS: 'granted', MARKETING: 'granted' } });
    expect((await newest()).noticeVersion).toBeGreaterThan(1);
  });
});
