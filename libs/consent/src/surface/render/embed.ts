import { type CheckedFrame, checkedFrame, type EmbedFrame } from '../embed-frame.js';
import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';
import { heading } from './heading.js';
import { hiddenFields } from './hidden-fields.js';
import { settingsAnchor } from './settings-anchor.js';
import { toldByScript } from './told-by-script.js';

/** To see it this once; the script's to show, for without it nothing could be loaded here. */
function once({ notice }: SurfaceScene): Markup | null {
  const { once: words } = notice.messages;
  if (words === undefined) return null;
  return markup`<button class="np-button" type="button" data-np="once" hidden>${words}</button>`;
}

/** To allow the category from now on; not where the browser says no, for that needs an acknowledgement, which the choices have. */
function always({ notice, hasGpc, gpcAffects }: SurfaceScene, { category }: CheckedFrame): Markup | null {
  const { always: words } = notice.messages;
  if (words === undefined || (hasGpc && gpcAffects.includes(category))) return null;
  const name = notice.categories.find((one) => one.category === category)?.name ?? category;
  return markup`<button class="np-button" name="${category}" value="granted">${words} ${name}</button>`;
}

/** In the place of what is not allowed: what stands here, and how it can be seen all the same. The canvas, which shows nothing, has its size. */
function placeholder(scene: SurfaceScene, frame: CheckedFrame): Markup {
  const { language, direction, messages, labels } = scene.notice;
  const { src, title, width, height, headingLevel, provider } = frame;
  const open =
    messages.open !== undefined &&
    markup`<a href="${src}" rel="noopener noreferrer" target="_blank">${messages.open}</a> `;
  return markup`<canvas class="np-size" width="${width}" height="${height}" aria-hidden="true"></canvas>
<form class="np-embed" method="post" action="${scene.paths.consent}" lang="${language}" dir="${direction}">
${hiddenFields(scene, 'embed')}
${heading(headingLevel, title)}
${messages.blocked !== undefined && markup`<p>${messages.blocked}</p>`}
${provider !== undefined && markup`<p class="np-provider">${provider}</p>`}
<p class="np-actions">${once(scene)}${always(scene, frame)}</p>
<p class="np-links">${open}${settingsAnchor(scene, labels.settings)}</p>
</form>`;
}

/** What the element and its frame have in common. */
const ofFrame = ({
  src,
  title,
  width,
  height,
  allow,
  loading,
  referrerPolicy,
  sandbox,
}: CheckedFrame): readonly Markup[] => [
  markup` src="${src}" title="${title}" width="${width}" height="${height}"`,
  ...Object.entries({ allow, loading, referrerpolicy: referrerPolicy, sandbox }).flatMap(([name, value]) =>
    value === undefined ? [] : [markup` ${name}="${value}"`],
  ),
];

/** Something embedded: itself where its category is allowed to this visitor, and a placeholder of the same size where it is not. */
export function embedOf(scene: SurfaceScene, given: EmbedFrame): Markup {
  const frame = checkedFrame(given);
  const { language, direction } = scene.notice;
  const attributes = [
    markup` category="${frame.category}"`,
    ofFrame(frame),
    frame.provider !== undefined && markup` provider="${frame.provider}"`,
    given.headingLevel !== undefined && markup` heading-level="${given.headingLevel}"`,
  ];
  if (!scene.isShared && scene.allowed[frame.category] === true)
    return markup`<privacy-embed${attributes}><iframe${ofFrame(frame)}></iframe></privacy-embed>`;
  return markup`<privacy-embed${attributes} lang="${language}" dir="${direction}"${toldByScript(scene)}>
${placeholder(scene, frame)}
</privacy-embed>`;
}
