import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';

/** That the browser's opt-out was honoured (11 CCR 7025(c)(6)); nothing where there is none, or it is not. */
export function gpcLine({ notice, hasGpc, gpcAffects, allowed }: SurfaceScene): Markup | null {
  const { gpcHonoured } = notice.messages;
  const isHonoured = hasGpc && gpcAffects.length > 0 && gpcAffects.every((category) => allowed[category] !== true);
  return isHonoured && gpcHonoured !== undefined ? markup`<p class="np-signal">${gpcHonoured}</p>` : null;
}

/** The same in a banner, which on a page for everybody holds it hidden: there a script alone knows of the opt-out, and shows it. */
export function gpcLineOfBanner(scene: SurfaceScene): Markup | null {
  const { notice, isShared, gpcAffects } = scene;
  const { gpcHonoured } = notice.messages;
  if (!isShared) return gpcLine(scene);
  return gpcHonoured !== undefined && gpcAffects.length > 0
    ? markup`<p class="np-signal" hidden>${gpcHonoured}</p>`
    : null;
}
