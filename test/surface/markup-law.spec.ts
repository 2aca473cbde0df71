import fc from 'fast-check';
import { bannerOf } from '../../libs/consent/src/surface/render/banner.js';
import { dialogOf, preferencesOf } from '../../libs/consent/src/surface/render/choices.js';
import { embedOf } from '../../libs/consent/src/surface/render/embed.js';
import { settingsLinkOf } from '../../libs/consent/src/surface/render/settings-anchor.js';
import { statusOf } from '../../libs/consent/src/surface/render/status.js';
import { bundleOf, inBrowsers, TestSite } from '../browsers/index.js';
import { scenes } from './scenes.js';

const LAW = `
  import { bannerFaults, choiceFaults, pageFaults } from './test/surface/law-in-page';

  window.faultsOf = (html, text) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const scene = JSON.parse(text);
    return [
      ...bannerFaults(page.querySelector('privacy-banner'), scene),
      ...choiceFaults(page.querySelector('dialog'), scene),
      ...choiceFaults(page.querySelector('#np-preferences'), scene),
      ...pageFaults(page),
    ].join('; ');
  };
`;

const FILM = {
  category: 'MARKETING',
  src: 'https://films.example/1',
  title: 'A film',
  width: 320,
  height: 180,
} as const;

inBrowsers(
  'what the law asks of a notice',
  (browser) => {
    let site: TestSite;

    beforeAll(async () => {
      site = await TestSite.start();
      site.file('/law.js', await bundleOf({ source: LAW }));
      site.page('/', '<!doctype html><title>Law</title><script type="module" src="/law.js"></script>');
    });
    afterAll(() => site.stop());

    it('holds of every page that the server writes, whatever the notice says and whoever sees it', async () => {
      const page = await browser.open(site.url());
      await page.until(() => 'faultsOf' in window);
      await fc.assert(
        fc.asyncProperty(scenes, async (scene) => {
          const parts = [
            bannerOf(scene),
            preferencesOf(scene),
            dialogOf(scene),
            embedOf(scene, FILM),
            settingsLinkOf(scene),
            statusOf(scene),
          ];
          const faults = await page.evaluate(
            (html: string, text: string) =>
              (window as unknown as { faultsOf(...given: string[]): string }).faultsOf(html, text),
            parts.join('\n'),
            JSON.stringify(scene),
          );
          expect(faults).toBe('');
        }),
        { numRuns: 200 },
      );
      expect(page.faults).toEqual([]);
    });
  },
  ['chromium'],
);
