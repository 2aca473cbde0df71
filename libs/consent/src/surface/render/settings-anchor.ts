import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';
import { hasOptOut } from './optional-categories.js';

const anchor = ({ paths }: SurfaceScene, text: string): Markup =>
  markup`<a class="np-settings" href="${paths.choices}">${text}</a>`;

/** A link to all choices; nothing without a text. */
export const settingsAnchor = (scene: SurfaceScene, text: string | undefined): Markup | null =>
  text === undefined ? null : anchor(scene, text);

/** The link to all choices that stands on every page; where visitors may opt out, it says so in the words that the law wants (11 CCR 7015, 7026). */
export function settingsLinkOf(scene: SurfaceScene): Markup {
  const { language, direction, messages, labels } = scene.notice;
  const words = messages.change ?? labels.settings ?? '';
  const text = hasOptOut(scene) ? (messages.optOut ?? words) : words;
  return markup`<privacy-settings-link lang="${language}" dir="${direction}">${anchor(scene, text)}${gpcAnswer(scene)}</privacy-settings-link>`;
}

/** The answer to GPC where no banner stands, for whom it has to be shown (11 CCR 7025(c)(6)); a script shows it where the server does not know. */
function gpcAnswer({ notice, hasToShowGpc }: SurfaceScene): Markup | null {
  const { gpcHonoured } = notice.messages;
  if (gpcHonoured === undefined) return null;
  return markup` <span class="np-signal"${!hasToShowGpc && markup` hidden`}>${gpcHonoured}</span>`;
}

/** The same within the banner, where visitors may opt out: a banner alone is no way to do so (11 CCR 7026(a)(4)). */
export function optOutLine(scene: SurfaceScene): Markup | null {
  const { optOut } = scene.notice.messages;
  if (optOut === undefined || !hasOptOut(scene)) return null;
  return markup`<p class="np-opt-out"><privacy-settings-link>${anchor(scene, optOut)}</privacy-settings-link></p>`;
}
