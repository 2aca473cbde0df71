import { Controller, Get, Header, HttpCode, Inject, Query } from '@nestjs/common';
import {
  ConsentMarkup,
  type ConsentModuleOptions,
  ConsentService,
  type EmbedFrame,
  NoticeDrafts,
  type NoticeContent,
  NoticePublisher,
} from '@nest-privacy/consent';
import { CatalogueReader, CurrentRequest, type RequestView } from '@nest-privacy/core';
import { type AdapterName, testDatabases } from '@nest-privacy/core/testing';
import { AdjustableCatalogue } from '../../libs/consent/test/adjustable-catalogue.js';
import { type ConsentApp, startConsentApp } from '../../libs/consent/test/consent-app.js';
import { noticeContent } from '../../libs/consent/test/notice-content.js';
import { wordyText } from '../../libs/consent/test/surface-pages.js';

const FILM = Symbol('where the film is');
const SCRIPT = Symbol('what runs on the pages');

interface Wishes {
  readonly shared?: string;
  readonly language?: string;
  readonly redirect?: string;
}

const document = (title: string, head: string, body: string): string =>
  `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${head}</head>
<body>${body}</body>
</html>
`;

/** A site of two pages: one with banner, embed and settings link, and the one with all choices. */
@Controller()
class SitePages {
  constructor(
    private readonly markup: ConsentMarkup,
    private readonly consent: ConsentService,
    @Inject(FILM) private readonly film: string,
    @Inject(SCRIPT) private readonly script: string,
  ) {}

  @Get('page')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async page(@CurrentRequest() view: RequestView, @Query() query: Wishes): Promise<string> {
    await this.consent.settle(view);
    const { language, redirect } = query;
    const wish = { shared: query.shared !== undefined, language, redirect };
    const { markup } = this;
    return document(
      'Page',
      String(markup.settingsBlock(view, wish)) + this.reference,
      `<a href="#main">Skip to content</a>${String(markup.banner(view, wish))}
<main id="main"><h1>Page</h1>${String(markup.status(view, wish))}${String(markup.embed(view, this.frame, wish))}</main>
<footer>${String(markup.settingsLink(view, wish))}</footer>${String(markup.dialog(view, wish))}`,
    );
  }

  /** The same without what the server could write, for the elements to render. */
  @Get('bare')
  @Header('Content-Type', 'text/html; charset=utf-8')
  bare(@CurrentRequest() view: RequestView): string {
    const { category, src, title, width, height } = this.frame;
    return document(
      'Bare',
      String(this.markup.settingsBlock(view)) + this.reference,
      `<privacy-banner data-nosnippet></privacy-banner>
<main><h1>Bare</h1><privacy-embed category="${category}" src="${src}" title="${title}" width="${width}" height="${height}"></privacy-embed></main>
<footer><privacy-settings-link></privacy-settings-link></footer><privacy-dialog></privacy-dialog>`,
    );
  }

  /** Asked for by browsers, not by pages. */
  @Get('favicon.ico')
  @HttpCode(204)
  icon(): void {}

  @Get('film')
  @Header('Content-Type', 'text/html; charset=utf-8')
  shown(): string {
    return document('Film', '', '');
  }

  @Get('elements.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  elements(): string {
    return this.script;
  }

  @Get('choices')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async choices(@CurrentRequest() view: RequestView, @Query() query: Wishes): Promise<string> {
    await this.consent.settle(view);
    const wish = { language: query.language, redirect: '/page' };
    return document('Choices', '', `<main><h1>Choices</h1>${String(this.markup.preferences(view, wish))}</main>`);
  }

  private get frame(): EmbedFrame {
    return { category: 'MARKETING', src: this.film, title: 'A film', width: 320, height: 180 };
  }

  private get reference(): string {
    return this.script === '' ? '' : '<script type="module" src="/elements.js"></script>';
  }
}

interface SurfaceSiteOptions {
  /** Where the film is. @default on the site itself */
  readonly film?: string;
  /** A module that runs on its pages. @default none */
  readonly script?: string;
  readonly consent?: Partial<ConsentModuleOptions>;
}

/** A running site. */
export interface SurfaceSite extends ConsentApp {
  /** Publishes another notice, upon which nothing counts that was granted before. */
  publish(content: NoticeContent): Promise<void>;
}

/** What is published first: English and German, with every word that a surface may need. */
export const FIRST_NOTICE = noticeContent({ translations: { en: wordyText('en'), de: wordyText('de') } });

/** Starts a site whose pages are written by ConsentMarkup. */
export async function startSurfaceSite(
  adapter: AdapterName,
  { film = '/film', script = '', consent }: SurfaceSiteOptions = {},
): Promise<SurfaceSite> {
  const [database] = testDatabases();
  const server = await startConsentApp({
    database: database!,
    adapter,
    controllers: [SitePages],
    providers: [
      { provide: FILM, useValue: film },
      { provide: SCRIPT, useValue: script },
    ],
    own: [{ provide: CatalogueReader, useValue: new AdjustableCatalogue() }],
    consent: { rateLimit: 'off', surface: { choicesPath: '/choices' }, ...consent },
  });
  const publisher = server.app.get(NoticePublisher);
  await publisher.seed('default', FIRST_NOTICE);
  return {
    ...server,
    publish: async (content) => {
      const { revision } = await server.app.get(NoticeDrafts).create('default', content, 'dpo');
      await publisher.publish({ siteId: 'default', ifMatch: `"${revision}"`, by: 'dpo' }, 'all');
      server.clock.advance(60_000);
    },
  };
}
