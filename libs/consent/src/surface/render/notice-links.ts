import { isLinkTarget } from '../../notice/content/link-target.js';
import { type NoticeLink } from '../../notice/content/notice-content.js';
import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';

/** A link relation that browsers and search engines know (HTML, 4.6.6); the others are names of our own. */
const KNOWN_RELATION = 'privacy-policy';

const link = ({ rel, label, url }: NoticeLink): Markup =>
  markup` <a href="${url}"${rel === KNOWN_RELATION && markup` rel="${rel}"`}>${label}</a>`;

/** Who is responsible, and the links of the notice; one that leads to nothing that a browser may open is left out. */
export const noticeLinks = ({ notice }: SurfaceScene): Markup =>
  markup`<p class="np-links"><span class="np-controller">${notice.controller.name}</span>${notice.links
    .filter(({ url }) => isLinkTarget(url))
    .map(link)}</p>`;
