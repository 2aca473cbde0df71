import { markup, Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';
import { settingsAnchor } from './settings-anchor.js';

/** That a decision was saved, said politely (WCAG 2.2, 4.1.3), with the way to change it; nothing where the notice has no words for it. */
export function statusOf(scene: SurfaceScene): Markup {
  const { language, direction, messages } = scene.notice;
  if (messages.saved === undefined) return Markup.NONE;
  return markup`<p class="np-status" role="status" lang="${language}" dir="${direction}">${messages.saved} ${settingsAnchor(scene, messages.change)}</p>`;
}
