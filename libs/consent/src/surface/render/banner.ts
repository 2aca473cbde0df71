import { type NoticeButton } from '../../notice/content/notice-content.js';
import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';
import { type BannerWish } from '../surface-wish.js';
import { gpcLineOfBanner } from './gpc-line.js';
import { heading } from './heading.js';
import { hiddenFields } from './hidden-fields.js';
import { firstLayer, labelOf } from './layer-buttons.js';
import { noticeLinks } from './notice-links.js';
import { optionalCategories } from './optional-categories.js';
import { paragraphs } from './paragraphs.js';
import { optOutLine } from './settings-anchor.js';
import { toldByScript } from './told-by-script.js';

const DECISIONS: Readonly<Partial<Record<NoticeButton, string>>> = { acceptAll: 'accept-all', rejectAll: 'reject-all' };

function button(scene: SurfaceScene, name: NoticeButton): Markup {
  const label = labelOf(scene, name);
  const decision = DECISIONS[name];
  if (decision !== undefined)
    return markup`<button class="np-button" name="decision" value="${decision}">${label}</button>`;
  if (name === 'settings') return markup`<button class="np-button np-quiet" form="np-choices">${label}</button>`;
  // Without the script there is nothing that it could do, so that the script is what shows it.
  return markup`<button class="np-button np-quiet np-close" type="button" data-np="close" hidden>${label}</button>`;
}

/** What of it the page chooses. */
export type BannerLook = Pick<BannerWish, 'headingLevel' | 'inModals'>;

/** The first layer: a region of the page, neither a dialog nor in anybody's way, whose form works without JavaScript. */
export function bannerOf(scene: SurfaceScene, { headingLevel, inModals }: BannerLook = {}): Markup {
  const { notice, paths, isShared } = scene;
  const look = [
    headingLevel !== undefined && markup` heading-level="${headingLevel}"`,
    inModals === true && markup` in-modals`,
  ];
  const purposes = optionalCategories(scene).map(({ name }) => markup`<li>${name}</li>`);
  return markup`<privacy-banner lang="${notice.language}" dir="${notice.direction}" data-nosnippet${look}${toldByScript(scene)}${isShared && markup` hidden`}>
<section class="np-banner" aria-labelledby="np-banner-title">
<div class="np-text">
${heading(headingLevel ?? 2, notice.title, 'np-banner-title')}${gpcLineOfBanner(scene)}
${paragraphs(notice.body)}
<ul class="np-purposes">${purposes}</ul>
${noticeLinks(scene)}
${optOutLine(scene)}
</div>
<form class="np-actions" method="post" action="${paths.consent}">
${hiddenFields(scene, 'banner')}
${firstLayer(scene).map((name) => button(scene, name))}
</form>
<form id="np-choices" method="get" action="${paths.choices}"></form>
</section>
</privacy-banner>`;
}
