import { Injectable } from '@nestjs/common';
import { ConfigurationError, ProblemException, type RequestView } from '@nest-privacy/core';
import { canonicalLanguage, chosenType } from '@nest-privacy/core/kit';
import { wayBack } from '../http/way-back.js';
import { markup, type Markup } from './markup.js';
import { bannerOf } from './render/banner.js';
import { preferencesOf } from './render/choices.js';
import { type SurfaceScene } from './surface-scene.js';
import { SurfaceScenes } from './surface-scenes.js';
import { type SurfaceWish } from './surface-wish.js';

/** What is put right by deciding once more. */
const ASKED_AGAIN: readonly string[] = ['NOTICE_OUTDATED', 'CATALOGUE_OUTDATED', 'DECISION_CONTRADICTORY'];

/** Asks people again, by today's notice, whose form could not be taken: a new notice has overtaken it, or it said yes and no. Their browser shows no problem document. */
@Injectable()
export class RefusedForms {
  constructor(private readonly scenes: SurfaceScenes) {}

  /**
   * What is thrown in place of an error: the same problem with a page, where a form was sent by somebody who reads pages, and deciding again helps; otherwise the
   * error itself. The page leads back to where the form would have led.
   *
   * @param form its fields, of which nothing is trusted
   */
  askedAgain(view: RequestView, form: unknown, error: unknown): unknown {
    if (!(error instanceof ProblemException) || !ASKED_AGAIN.includes(error.code)) return error;
    if (view.mediaType !== 'application/x-www-form-urlencoded') return error;
    if (chosenType(view.header('accept'), ['application/problem+json', 'text/html']) !== 'text/html') return error;
    const fields = (form ?? {}) as Readonly<Record<string, unknown>>;
    const scene = this.sceneOf(view, wishOf(fields, view));
    if (scene === undefined) return error;
    const surface = fields.surface === 'banner' ? bannerOf(scene) : preferencesOf(scene);
    return error.shownAs(pageOf(scene, surface, error).toString());
  }

  private sceneOf(...asked: Parameters<SurfaceScenes['of']>): SurfaceScene | undefined {
    try {
      return this.scenes.of(...asked);
    } catch (error) {
      // Who writes pages in another way has not said where they lead.
      if (error instanceof ConfigurationError) return undefined;
      throw error;
    }
  }
}

const wishOf = (
  { redirect, language, variant }: Readonly<Record<string, unknown>>,
  view: RequestView,
): SurfaceWish => ({
  redirect: wayBack(redirect, view) ?? '/',
  language: canonicalLanguage(language) ?? undefined,
  variant: typeof variant === 'string' ? variant : undefined,
});

/** Of a form that contradicts itself the people who built it learn why; what a new notice means, the notice itself says. */
const pageOf = ({ notice }: SurfaceScene, surface: Markup, { code, message }: ProblemException): Markup =>
  markup`<!doctype html>
<html lang="${notice.language}" dir="${notice.direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${notice.title}</title></head>
<body><main>${code === 'DECISION_CONTRADICTORY' && markup`<p lang="en" dir="ltr"><code>${code}</code> ${message}</p>`}${surface}</main></body>
</html>
`;
