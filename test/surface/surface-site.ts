import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import {
  ConsentMarkup,
  type ConsentModuleOptions,
  ConsentService,
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

interface Wishes {
  readonly shared?: string;
  readonly language?: string;
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
  ) {}

  @Get('page')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async page(@CurrentRequest() view: RequestView, @Query() query: Wishes): Promise<string> {
    await this.consent.settle(view);
    const wish = { shared: query.shared !== undefined, language: query.language };
    const film = { category: 'MARKETING', src: this.film, title: 'A film', width: 320, height: 180 } as const;
    const { markup } = this;
    return document(
      'Page',
      String(markup.settingsBlock(view, wish)),
      `<a href="#main">Skip to content</a>${String(markup.banner(view, wish))}
<main id="main"><h1>Page</h1>${String(markup.status(view, wish))}${String(markup.embed(view, film, wish))}</main>
<footer>${String(markup.settingsLink(view, wish))}</footer>${String(markup.dialog(view, wish))}`,
    );
  }

  @Get('choices')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async choices(@CurrentRequest() view: RequestView, @Query() query: Wishes): Promise<string> {
    await this.consent.settle(view);
    const wish = { language: query.language, redirect: '/page' };
    return document('Choices', '', `<main><h1>Choices</h1>${String(this.markup.preferences(view, wish))}</main>`);
  }
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
  { film = '/film', consent }: { readonly film?: string; readonly consent?: Partial<ConsentModuleOptions> } = {},
): Promise<SurfaceSite> {
  const [database] = testDatabases();
  const server = await startConsentApp({
    database: database!,
    adapter,
    controllers: [SitePages],
    providers: [{ provide: FILM, useValue: film }],
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
