import { type PublicNoticeCategory } from '../../notice/render-notice.js';
import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';
import { type ChoicePlace } from './choice-place.js';
import { itemTable } from './item-table.js';
import { paragraphs } from './paragraphs.js';

function required(scene: SurfaceScene, category: PublicNoticeCategory): Markup {
  const { alwaysOn } = scene.notice.messages;
  return markup`<div class="np-category">
<h3>${category.name}</h3>
<div class="np-about">${paragraphs(category.description)}</div>
${alwaysOn !== undefined && markup`<p class="np-always">${alwaysOn}</p>`}
${itemTable(scene, category)}
</div>`;
}

/** That somebody grants in knowledge of what their browser says (11 CCR 7025(c)(3)); ticked where they have done so, and never before. */
function acknowledgement(
  { notice, hasGpc, gpcAffects, allowed }: SurfaceScene,
  { category }: PublicNoticeCategory,
): Markup | null {
  const { gpcAcknowledge } = notice.messages;
  if (!hasGpc || gpcAcknowledge === undefined || !gpcAffects.includes(category)) return null;
  const checked = allowed[category] === true && markup` checked`;
  return markup`<p class="np-acknowledge"><label><input type="checkbox" name="acknowledged-${category}" value="gpc"${checked}> <span>${gpcAcknowledge}</span></label></p>`;
}

/** A category: always on, or with a box that is ticked where it is allowed now. The hidden field says no where the box says nothing. */
export function categoryChoice(scene: SurfaceScene, choice: PublicNoticeCategory, place: ChoicePlace): Markup {
  if (choice.required) return required(scene, choice);
  const { category, name, description } = choice;
  const checked = scene.allowed[category] === true && markup` checked`;
  return markup`<div class="np-category">
<input type="hidden" name="${category}" value="denied">
<h3><label class="np-switch"><input type="checkbox" name="${category}" value="granted" id="np-${place}-${category}" aria-describedby="np-${place}-about-${category}"${checked}> <span>${name}</span></label></h3>
<div class="np-about" id="np-${place}-about-${category}">${paragraphs(description)}</div>
${acknowledgement(scene, choice)}
${itemTable(scene, choice)}
</div>`;
}
