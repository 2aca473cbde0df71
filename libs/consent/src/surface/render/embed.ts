import { type CheckedFrame, checkedFrame, type EmbedFrame } from '../embed-frame.js';
import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';
import { heading } from './heading.js';
import { settingsAnchor } from './settings-anchor.js';

// Both are the script's to show: without it nothing could be loaded here.
const once = (text: string): Markup =>
  markup`<button class="np-button" type="button" data-np="once" hidden>${text}</button>`;
const always = (text: string): Markup =>
  markup`<button class="np-button" type="button" data-np="always" hidden>${text}</button>`;

/** In the place of what is not allowed: what stands here, and how it can be seen all the same. */
function placeholder(scene: SurfaceScene, { category, src, title, headingLevel }: CheckedFrame): Markup {
  const { language, direction, messages, labels, categories } = scene.notice;
  const name = categories.find((one) => one.category === category)?.name ?? '';
  return markup`<div class="np-embed" lang="${language}" dir="${direction}">
${heading(headingLevel, title)}
${messages.blocked !== undefined && markup`<p>${messages.blocked}</p>`}
<p class="np-actions">${messages.once !== undefined && once(messages.once)}${
    messages.always !== undefined && always(`${messages.always} ${name}`)
  }</p>
<p class="np-links">${messages.open !== undefined && markup`<a href="${src}" rel="noopener noreferrer" target="_blank">${messages.open}</a> `}${settingsAnchor(scene, labels.settings)}</p>
</div>`;
}

/** Something embedded: itself where its category is allowed to this visitor, and a placeholder of the same size where it is not. */
export function embedOf(scene: SurfaceScene, given: EmbedFrame): Markup {
  const frame = checkedFrame(given);
  const { category, src, title, width, height, provider } = frame;
  const isLoaded = !scene.isShared && scene.allowed[category] === true;
  const options = [
    provider !== undefined && markup` provider="${provider}"`,
    given.headingLevel !== undefined && markup` heading-level="${given.headingLevel}"`,
  ];
  return markup`<privacy-embed category="${category}" src="${src}" title="${title}" width="${width}" height="${height}"${options}>${
    isLoaded
      ? markup`<iframe src="${src}" title="${title}" width="${width}" height="${height}"></iframe>`
      : placeholder(scene, frame)
  }</privacy-embed>`;
}
