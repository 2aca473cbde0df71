import { Controller, Get, Header, Query } from '@nestjs/common';
import { CurrentRequest, type RequestView } from '@nest-privacy/core';
import { type BannerWish, ConsentMarkup, ConsentService } from '../src/index.js';
import { noticeText } from './notice-content.js';

/** Every text that a surface may need. */
export const WORDS = {
  alwaysOn: 'Always on',
  details: 'Details',
  saved: 'Saved.',
  change: 'Change your choice',
  object: 'Object',
  optOut: 'Do Not Sell or Share My Personal Information',
  gpcHonoured: 'Opt-Out Request Honored',
  gpcAcknowledge: 'Allow it although my browser says no',
  blocked: 'Something of another provider stands here.',
  provider: 'Provider',
  purpose: 'Purpose',
  lifetime: 'Lifetime',
  cookies: 'Cookies',
  decidedAt: 'You decided on',
  record: 'Your record',
  once: 'Load once',
  always: 'Always allow',
  open: 'Open it there',
} as const;

/** The texts of a notice with all of {@link WORDS}. */
export const wordyText = (mark: string): ReturnType<typeof noticeText> => noticeText(mark, { messages: WORDS });

interface Wishes {
  readonly shared?: string;
  readonly language?: string;
  readonly show?: 'always';
  readonly part?: 'banner' | 'dialog' | 'preferences' | 'settingsLink' | 'status' | 'embed' | 'settingsBlock';
}

/** A film, as pages embed them. */
export const FILM = {
  category: 'MARKETING',
  src: 'https://films.example/1',
  title: 'A film',
  width: 640,
  height: 360,
} as const;

/** Pages of an application: each is one part of the surface, and nothing else. */
@Controller()
export class SurfacePages {
  constructor(
    private readonly markup: ConsentMarkup,
    private readonly consent: ConsentService,
  ) {}

  @Get('page')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async page(@CurrentRequest() view: RequestView, @Query() query: Wishes): Promise<string> {
    await this.consent.settle(view);
    const { part = 'banner', shared, language, show } = query;
    const wish: BannerWish = { shared: shared !== undefined, language, show };
    const made = part === 'embed' ? this.markup.embed(view, FILM, wish) : this.markup[part](view, wish);
    return made.toString();
  }
}
