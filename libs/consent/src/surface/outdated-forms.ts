import { Injectable } from '@nestjs/common';
import { ConfigurationError, ProblemException, type RequestView } from '@nest-privacy/core';
import { type ReceivedDecision } from '../http/body-reader.js';
import { chosenType } from '../http/media-choice.js';
import { markup, type Markup } from './markup.js';
import { bannerOf } from './render/banner.js';
import { preferencesOf } from './render/choices.js';
import { type SurfaceScene } from './surface-scene.js';
import { SurfaceScenes } from './surface-scenes.js';

const OUTDATED: readonly string[] = ['NOTICE_OUTDATED', 'CATALOGUE_OUTDATED'];

/** Asks people again, by today's notice, who pressed a button of a page that a new notice has overtaken; their browser shows no problem document. */
@Injectable()
export class OutdatedForms {
  constructor(private readonly scenes: SurfaceScenes) {}

  /**
   * What is thrown in place of an error: the same problem with a page, where a form was sent by somebody who reads pages, and it is about the notice; otherwise the
   * error itself. The page leads back to where the form would have led.
   */
  askedAgain(view: RequestView, { request, redirect }: ReceivedDecision, error: unknown): unknown {
    if (redirect === undefined || !(error instanceof ProblemException) || !OUTDATED.includes(error.code)) return error;
    if (chosenType(view.header('accept'), ['application/problem+json', 'text/html']) !== 'text/html') return error;
    const { language, expression } = request;
    const wish = { redirect, language: language ?? undefined, variant: expression.variant ?? undefined };
    const scene = this.sceneOf(view, wish);
    if (scene === undefined) return error;
    const surface = expression.surface === 'banner' ? bannerOf(scene) : preferencesOf(scene);
    return error.shownAs(pageOf(scene, surface).toString());
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

const pageOf = ({ notice }: SurfaceScene, surface: Markup): Markup =>
  markup`<!doctype html>
<html lang="${notice.language}" dir="${notice.direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${notice.title}</title></head>
<body><main>${surface}</main></body>
</html>
`;
