import { Injectable } from '@nestjs/common';
import { type RequestView } from '@nest-privacy/core';
import { type EmbedFrame } from './embed-frame.js';
import { Markup } from './markup.js';
import { type PageSettings } from './page-settings.js';
import { bannerOf } from './render/banner.js';
import { dialogOf, preferencesOf } from './render/choices.js';
import { embedOf } from './render/embed.js';
import { settingsLinkOf } from './render/settings-anchor.js';
import { statusOf } from './render/status.js';
import { SettingsOfPages } from './settings-of-pages.js';
import { type SurfaceScene } from './surface-scene.js';
import { SurfaceScenes } from './surface-scenes.js';
import { type BannerWish, type SurfaceWish } from './surface-wish.js';

/** Id of the block in which a page's script finds its settings. */
const SETTINGS_ID = 'nest-privacy';

/**
 * Writes what visitors see of consent as HTML, for any template engine: banner, dialog and choices, whose forms work without JavaScript, and which the elements of
 * `@nest-privacy/client` take over where there is a script. All of it comes from memory and the request, at once; `await ConsentService.settle(view)` before, where a page
 * can wait. Where no notice is published there is nothing to be shown, and every method but {@link settings} answers with empty markup.
 *
 * All methods throw a ProblemException 421 `SITE_UNKNOWN` where the request is for no site, and a ConfigurationError `CONSENT_SURFACE_PATH_UNKNOWN` where nothing tells
 * where forms and links lead.
 */
@Injectable()
export class ConsentMarkup {
  constructor(
    private readonly scenes: SurfaceScenes,
    private readonly pages: SettingsOfPages,
  ) {}

  /** By what a page's script judges the visitor's cookie, without a request. */
  settings(view: RequestView, wish: SurfaceWish = {}): PageSettings {
    return this.pages.of(view, wish);
  }

  /** The same as a block of data, for the head of a page. */
  settingsBlock(view: RequestView, wish: SurfaceWish = {}): Markup {
    return Markup.data(SETTINGS_ID, this.settings(view, wish));
  }

  /** The first layer, to stand first in `body` after a skip link; empty for a visitor who is not to be asked. */
  banner(view: RequestView, { show = 'asked', ...wish }: BannerWish = {}): Markup {
    const scene = this.scenes.of(view, wish);
    return scene && (scene.isAsked || show === 'always') ? bannerOf(scene, wish) : Markup.NONE;
  }

  /** The second layer as a dialog, closed until a script opens it. */
  dialog(view: RequestView, wish: SurfaceWish = {}): Markup {
    return this.rendered(view, wish, dialogOf);
  }

  /** The second layer as a section of the page at `choicesPath`, for everybody without a script. */
  preferences(view: RequestView, wish: SurfaceWish = {}): Markup {
    return this.rendered(view, wish, preferencesOf);
  }

  /** The link to the choices that belongs on every page; where visitors may opt out, it is the standing link that the law wants. */
  settingsLink(view: RequestView, wish: SurfaceWish = {}): Markup {
    return this.rendered(view, wish, settingsLinkOf);
  }

  /**
   * Something of another provider: itself where this visitor allows its category, otherwise a placeholder, from which nothing is loaded.
   *
   * @throws ConfigurationError `CONSENT_EMBED_INVALID`
   */
  embed(view: RequestView, frame: EmbedFrame, wish: SurfaceWish = {}): Markup {
    return this.rendered(view, wish, (scene) => embedOf(scene, frame));
  }

  /** That a decision was saved, for the page that its form led back to; empty for a visitor who has not decided, or is to be asked again. */
  status(view: RequestView, wish: SurfaceWish = {}): Markup {
    const scene = this.scenes.of(view, wish);
    return scene && (scene.isShared || (scene.decidedAt && !scene.isAsked)) ? statusOf(scene) : Markup.NONE;
  }

  private rendered(view: RequestView, wish: SurfaceWish, render: (scene: SurfaceScene) => Markup): Markup {
    const scene = this.scenes.of(view, wish);
    return scene ? render(scene) : Markup.NONE;
  }
}
