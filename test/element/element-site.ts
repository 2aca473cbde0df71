import { randomBytes } from 'node:crypto';
import { Controller, Get, Header, HttpCode, type INestApplication, Inject, Query, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  ConsentMarkup,
  type ConsentModuleOptions,
  ConsentRecordEntity,
  ConsentService,
  type NoticeContent,
  NoticeDrafts,
  NoticePublisher,
} from '@nest-privacy/consent';
import { CatalogueReader, CurrentRequest, type RequestView } from '@nest-privacy/core';
import { type AdapterName, testDatabases } from '@nest-privacy/core/testing';
import { AdjustableCatalogue } from '../../libs/consent/test/adjustable-catalogue.js';
import { type ConsentApp, startConsentApp } from '../../libs/consent/test/consent-app.js';
import { BOOT_SNIPPET } from '../../libs/client/src/boot/index.js';
import { bundleOf, type EngineName, noncePolicy, TestSite } from '../browsers/index.js';
import { fullNotice } from './notices.js';

/** What a page is made of. */
export interface PageParts {
  /** Of this answer's policy, for scripts of the page itself. */
  readonly nonce: string;
  readonly banner: string;
  readonly dialog: string;
  readonly settingsLink: string;
  readonly embed: string;
}

type WrittenParts = Omit<PageParts, 'nonce'>;

/** Writes a page's body. */
export type Body = (parts: PageParts) => string;

/** What the pages of a site have in common; a test changes it. */
class Pages {
  readonly bodies = new Map<string, Body>();
  film = '';
  script = '';
  style = '';
  /** Answers `/consent` with this status, as a server that fails. */
  failing: number | undefined;
}

/** The elements, as `<script type="module">` has them on every page; tests reach the client by it. */
const PROGRAM = `
import { sharedClient } from '@nest-privacy/client/client/shared-client';
import { openSettings } from '@nest-privacy/client/element';
Object.assign(window, { openSettings, consent: sharedClient() });
`;

/** By `bare` the server writes the names of the elements alone, and by `shared` what every cache may keep. */
interface Wishes {
  readonly body?: string;
  readonly language?: string;
  readonly bare?: string;
  readonly shared?: string;
}

@Controller()
class ElementPages {
  constructor(
    private readonly markup: ConsentMarkup,
    private readonly consent: ConsentService,
    private readonly host: HttpAdapterHost,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get('page')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async page(
    @CurrentRequest() view: RequestView,
    @Query() { body = '', language, bare, shared }: Wishes,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<string> {
    await this.consent.settle(view);
    const nonce = randomBytes(16).toString('base64');
    const frames = { 'frame-src': new URL(this.pages.film).origin };
    this.host.httpAdapter.setHeader(response, 'Content-Security-Policy', noncePolicy(nonce, frames));
    const wish = { language, shared: shared !== undefined };
    const write = this.pages.bodies.get(body) ?? DEFAULT_BODY;
    return `<!doctype html>
<html lang="${language ?? 'en'}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Page</title>
<link rel="stylesheet" href="/privacy.css"><link rel="stylesheet" href="/site.css">${String(this.markup.settingsBlock(view, wish))}
<script nonce="${nonce}">${BOOT_SNIPPET}</script><script type="module" nonce="${nonce}" src="/element.js"></script></head>
<body>${write({ nonce, ...(bare === undefined ? this.written(view, wish) : this.named()) })}</body>
</html>`;
  }

  @Get('element.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script(): string {
    return this.pages.script;
  }

  @Get('favicon.ico')
  @HttpCode(204)
  icon(): void {}

  @Get('privacy.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style(): string {
    return this.pages.style;
  }

  @Get('site.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  siteStyle(): string {
    return ':root { color-scheme: light dark } body { margin: 0; font: 1rem/1.5 sans-serif } main, footer { padding: 1rem }';
  }

  private written(view: RequestView, wish: { language: string | undefined; shared: boolean }): WrittenParts {
    const film = { category: 'MARKETING', src: this.pages.film, title: 'A film', width: 320, height: 180 } as const;
    return {
      banner: String(this.markup.banner(view, wish)),
      dialog: String(this.markup.dialog(view, wish)),
      settingsLink: String(this.markup.settingsLink(view, wish)),
      embed: String(this.markup.embed(view, film, wish)),
    };
  }

  private named(): WrittenParts {
    const film = `category="MARKETING" src="${this.pages.film}" title="A film" width="320" height="180"`;
    return {
      banner: '<privacy-banner></privacy-banner>',
      dialog: '',
      settingsLink: '<privacy-settings-link></privacy-settings-link>',
      embed: `<privacy-embed ${film}></privacy-embed>`,
    };
  }
}

const PARAGRAPHS = Array.from({ length: 12 }, (_, i) => `<p>Some text, and <a href="#${i}">a link ${i}</a>.</p>`);

const DEFAULT_BODY: Body = ({ banner, dialog, settingsLink, embed }) =>
  `<a href="#main" id="skip">Skip to content</a>${banner}
<main id="main"><h1>Page</h1>${embed}${PARAGRAPHS.join('')}</main>
<footer>${settingsLink}</footer>${dialog}`;

/** A running site whose pages have the elements. */
export interface ElementSite extends ConsentApp {
  readonly pages: Pages;
  /** Where the film is. */
  readonly vendor: TestSite;
  readonly catalogue: AdjustableCatalogue;
  /** Publishes another notice, upon which nothing counts that was granted before. */
  publish(content: NoticeContent): Promise<void>;
  /** All records, oldest first. */
  records(): Promise<ConsentRecordEntity[]>;
}

/** Each engine with one of the servers, for neither knows of the other. */
const ADAPTERS: Readonly<Record<EngineName, AdapterName>> = { chromium: 'express', firefox: 'fastify' };

/** Starts a site with a strict policy; its clock is that of the browser, and stands still. */
export async function startElementSite(
  engine: EngineName,
  { consent }: { readonly consent?: Partial<ConsentModuleOptions> } = {},
): Promise<ElementSite> {
  const [database] = testDatabases();
  const pages = new Pages();
  const vendor = await TestSite.start();
  vendor.page('/film', '<!doctype html><title>Film</title><a href="#">Play</a>');
  pages.film = vendor.url('/film');
  pages.script = await bundleOf({ source: PROGRAM });
  pages.style = await bundleOf({ entry: 'libs/client/src/styles/privacy.css' });
  const catalogue = new AdjustableCatalogue();
  const server = await startConsentApp({
    database: database!,
    adapter: ADAPTERS[engine],
    controllers: [ElementPages],
    providers: [{ provide: Pages, useValue: pages }],
    own: [{ provide: CatalogueReader, useValue: catalogue }],
    consent: { rateLimit: 'off', surface: { choicesPath: '/choices' }, ...consent },
    configure: (app: INestApplication) =>
      void app.use((request: { url: string }, response: { statusCode: number; end(): void }, next: () => void) => {
        if (pages.failing === undefined || !request.url.startsWith('/consent')) return next();
        response.statusCode = pages.failing;
        response.end();
      }),
  });
  server.clock.set(Date.now());
  const publisher = server.app.get(NoticePublisher);
  await publisher.seed('default', fullNotice());
  return {
    ...server,
    pages,
    catalogue,
    vendor,
    close: async () => {
      await server.close();
      await vendor.stop();
    },
    publish: async (content) => {
      const { revision } = await server.app.get(NoticeDrafts).create('default', content, 'dpo');
      await publisher.publish({ siteId: 'default', ifMatch: `"${revision}"`, by: 'dpo' }, 'all');
      server.clock.advance(1_000);
    },
    records: () => server.source.manager.find(ConsentRecordEntity, { where: {}, order: { receivedAt: 'ASC' } }),
  };
}
