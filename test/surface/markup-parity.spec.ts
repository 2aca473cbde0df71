import fc from 'fast-check';
import { bannerOf } from '../../libs/consent/src/surface/render/banner.js';
import { dialogOf } from '../../libs/consent/src/surface/render/choices.js';
import { embedOf } from '../../libs/consent/src/surface/render/embed.js';
import { type SurfaceScene } from '../../libs/consent/src/surface/surface-scene.js';
import { bundleOf, inBrowsers, type TestPage, TestSite } from '../browsers/index.js';
import { scenes } from './scenes.js';

/** The renderings of the elements, without the elements. */
const RENDERINGS = `
  import { bannerView } from './libs/client/src/element/banner-view';
  import { dialogView } from './libs/client/src/element/dialog-view';
  import { dress } from './libs/client/src/element/dress';
  import { embedView } from './libs/client/src/element/embed-view';
  import { h } from './libs/client/src/element/h';
  import { treeOf } from './test/surface/tree-of';

  const parsed = (html) => new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
  const dressed = (name, attributes, view, ...children) => {
    const element = h(name, attributes, ...children);
    dress(element, view);
    return element;
  };
  const RENDERED = {
    banner: (view) => dressed('privacy-banner', { 'data-nosnippet': true }, view, bannerView(view, 2)),
    dialog: (view) =>
      dressed('privacy-dialog', {}, view,
        h('dialog', { class: 'np-dialog', id: 'np-dialog', 'aria-labelledby': 'np-dialog-title' }, dialogView(view))),
    embed: (view, html) => {
      const embed = parsed(html).cloneNode();
      const size = { width: embed.getAttribute('width'), height: embed.getAttribute('height') };
      embed.append(h('canvas', { class: 'np-size', ...size, 'aria-hidden': 'true' }), embedView(view, embed));
      dress(embed, view);
      return embed;
    },
  };
  /** Texts alone go to and fro, for they are what browsers' drivers are quick with. */
  window.compare = (name, html, view) => {
    const [server, element] = [parsed(html), RENDERED[name](JSON.parse(view), html)].map((one) =>
      JSON.stringify(treeOf(one, ['hidden']), null, 1),
    );
    return server === element ? null : [server, element];
  };
`;

interface Comparing {
  compare(name: string, html: string, view: string): readonly [server: string, element: string] | null;
}

const FRAME = {
  category: 'MARKETING',
  src: 'https://films.example/?a=1&b="2"',
  title: `A "film" & 'more' <b>`,
  width: 320,
  height: 180,
  provider: 'Films & Co',
  headingLevel: 4,
} as const;

/** What the client knows, where the server knows the scene. */
const viewOf = ({ notice, paths, redirect, gpcAffects, ...known }: SurfaceScene): object => ({
  notice,
  paths,
  redirect,
  gpcAffects,
  state: {
    regimes: known.regimes,
    decisions: known.decisions,
    allowed: known.allowed,
    decidedAt: known.decidedAt?.toISOString() ?? null,
    signals: { dnt: null, gpc: known.hasGpc },
    showGpcHonoured: known.hasToShowGpc,
  },
});

/** Server by name of what it writes. */
const WRITTEN: Readonly<Record<string, (scene: SurfaceScene) => unknown>> = {
  banner: (scene) => bannerOf(scene),
  dialog: dialogOf,
  embed: (scene) => embedOf({ ...scene, allowed: {} }, FRAME),
};

inBrowsers(
  'what the server writes and what the elements render',
  (browser) => {
    let site: TestSite;
    let page: TestPage;

    beforeAll(async () => {
      site = await TestSite.start();
      site.file('/renderings.js', await bundleOf({ source: RENDERINGS }));
      site.page('/', '<!doctype html><title>Renderings</title><script type="module" src="/renderings.js"></script>');
    });
    afterAll(() => site.stop());

    it.each(Object.keys(WRITTEN))(
      'is the same HTML, whatever the notice says and whoever sees it: %s',
      async (name) => {
        page = await browser.open(site.url());
        await page.until(() => 'compare' in window);
        await fc.assert(
          fc.asyncProperty(scenes, async (scene) => {
            const html = String(WRITTEN[name]!(scene));
            const shown = name === 'embed' ? { ...scene, allowed: {} } : scene;
            const difference = await page.evaluate(
              (...given: Parameters<Comparing['compare']>) => (window as unknown as Comparing).compare(...given),
              name,
              html,
              JSON.stringify(viewOf(shown)),
            );
            if (difference) expect(difference[0]).toBe(difference[1]);
          }),
          { numRuns: 150 },
        );
        expect(page.faults).toEqual([]);
      },
    );
  },
  ['chromium'],
);
