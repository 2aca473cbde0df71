import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';
import { choicesForm } from './choices-form.js';
import { toldByScript } from './told-by-script.js';

/** The second layer as a dialog, which a script opens; without one it is never seen. */
export function dialogOf(scene: SurfaceScene): Markup {
  const { language, direction } = scene.notice;
  return markup`<privacy-dialog lang="${language}" dir="${direction}"${toldByScript(scene)}>
<dialog class="np-dialog" id="np-dialog" aria-labelledby="np-dialog-title">
${choicesForm(scene, 'dialog')}
</dialog>
</privacy-dialog>`;
}

/** The second layer as a section of a page, which works without JavaScript. Its heading is its name, and it is no landmark: the banner of the same page is one of that name. */
export function preferencesOf(scene: SurfaceScene): Markup {
  const { language, direction } = scene.notice;
  return markup`<section class="np-preferences" id="np-preferences" lang="${language}" dir="${direction}">
${choicesForm(scene, 'page')}
</section>`;
}
