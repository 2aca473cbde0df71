import { type PageSettings } from '@nest-privacy/consent';
import { bannerOf } from '../../libs/consent/src/surface/render/banner.js';
import { dialogOf } from '../../libs/consent/src/surface/render/choices.js';
import { embedOf } from '../../libs/consent/src/surface/render/embed.js';
import { settingsLinkOf } from '../../libs/consent/src/surface/render/settings-anchor.js';
import { type SurfaceScene } from '../../libs/consent/src/surface/surface-scene.js';
import { bundleOf, TestSite } from '../browsers/index.js';
import { type PageWish, sceneOf } from './state-scenes.js';

const PROGRAM = `
import { openSettings } from '@nest-privacy/client/element';
Object.assign(window, { openSettings });
`;

const STYLE =
  ':root { color-scheme: light dark; color: CanvasText; background: Canvas } body { margin: 0; font: 1rem/1.5 sans-serif } main, footer { padding: 1rem }';

const FILM = {
  category: 'MARKETING',
  src: '/film',
  title: 'A film',
  width: 320,
  height: 180,
} as const;

/** Who wrote what a visitor sees. */
export const WRITERS = ['server', 'elements'] as const;
export type Writer = (typeof WRITERS)[number];

const settingsOf = ({ paths, regimes, gpcAffects, hasGpc, hasToShowGpc }: SurfaceScene): PageSettings => ({
  paths,
  cookie: 'privacy_consent',
  categories: ['STATISTICS', 'MARKETING'],
  regimes,
  gpcAffects,
  notice: { version: 1, validity: null },
  catalogue: { version: null, renewals: {} },
  reaskNotBefore: 0,
  showsGpc: hasToShowGpc,
  signals: { dnt: null, gpc: hasGpc },
});

const written = (scene: SurfaceScene) => ({
  banner: String(bannerOf(scene)),
  embed: String(embedOf(scene, FILM)),
  link: String(settingsLinkOf(scene)),
  dialog: String(dialogOf(scene)),
});

/** Where the server writes no box, the page keeps its place. */
const named = () => ({
  banner: '<privacy-banner data-nosnippet></privacy-banner>',
  embed: `<privacy-embed category="MARKETING" src="${FILM.src}" title="${FILM.title}" width="320" height="180" style="min-block-size: 22rem"></privacy-embed>`,
  link: '<privacy-settings-link></privacy-settings-link>',
  dialog: '',
});

/** Where the stylesheets of a page are, in their order: ours first, as it comes with the script. */
const SHEETS = ['/privacy.css', '/site.css'];

function html(wish: PageWish, writer: Writer, sheets: readonly string[]): string {
  const scene = sceneOf(wish);
  const { language, direction } = scene.notice;
  const { banner, embed, link, dialog } = writer === 'server' ? written(scene) : named();
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Page</title>
${sheets.map((href) => `<link rel="stylesheet" href="${href}">`).join('')}
<script type="application/json" id="nest-privacy">${JSON.stringify(settingsOf(scene))}</script>
<script type="module" src="/element.js"></script></head>
<body><a href="#main">Skip to content</a>${banner}
<main id="main"><h1>Page</h1><h2>Film</h2>${embed}${'<p>Some text, and <a href="#main">a link</a>.</p>'.repeat(20)}</main>
<footer>${link}</footer>${dialog}</body>
</html>`;
}

/** A site without a database whose pages show every state; what it is told is what it answers then. */
export interface StatesSite {
  /** Address of a page. */
  pageOf(wish: PageWish, writer?: Writer, sheets?: readonly string[]): string;
  /** Has the site serve another stylesheet. */
  sheet(path: string, css: string): void;
  stop(): Promise<void>;
}

/** Starts the site. */
export async function startStatesSite(): Promise<StatesSite> {
  const site = await TestSite.start();
  let pages = 0;
  site.file('/element.js', await bundleOf({ source: PROGRAM }));
  site.file('/privacy.css', await bundleOf({ entry: 'libs/client/src/styles/privacy.css' }));
  site.file('/site.css', STYLE);
  site.page('/privacy', '<!doctype html><title>Choices</title>');
  site.page('/film', '<!doctype html><title>Film</title>');
  let asked: PageWish = { language: 'en' };
  const answer = (body: object): string => JSON.stringify(body);
  site.on('GET', '/consent/notice', (_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer(sceneOf(asked).notice));
  });
  const refused = (): object => ({
    ...{ state: 'active', regime: 'opt-in', regimes: sceneOf(asked).regimes, noticeVersion: 1, catalogueVersion: null },
    decisions: { STATISTICS: 'denied', MARKETING: 'denied' },
    allowed: { ESSENTIALS: true, STATISTICS: false, MARKETING: false },
    ...{ recordId: '1', decidedAt: '2026-11-01T00:00:00.000Z', validUntil: null, reaskNotBefore: null },
    ...{ promptRequired: false, showGpcHonoured: false, signals: { dnt: null, gpc: asked.gpc ?? false } },
  });
  for (const method of ['GET', 'POST'])
    site.on(method, '/consent', (_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer(refused()));
    });
  site.on('POST', '/consent/notices-served', (_, response) => void response.writeHead(204).end());
  return {
    pageOf(wish, writer = 'server', sheets = SHEETS) {
      const path = `/page-${++pages}`;
      site.page(path, () => {
        asked = wish;
        return html(wish, writer, sheets);
      });
      return site.url(path);
    },
    sheet: (path, css) => site.file(path, css),
    stop: () => site.stop(),
  };
}
