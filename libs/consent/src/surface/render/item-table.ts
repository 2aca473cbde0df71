import { type ShownItem } from '@nest-privacy/core';
import { type PublicNoticeCategory } from '../../notice/render-notice.js';
import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';

const HEADINGS = ['cookies', 'provider', 'purpose', 'lifetime'] as const;

/** The names of the columns, where the notice has all of them. */
function head({ notice }: SurfaceScene): Markup | null {
  const words = HEADINGS.map((name) => notice.messages[name]);
  if (!words.every((word) => word !== undefined)) return null;
  return markup`<thead><tr>${words.map((word) => markup`<th scope="col">${word}</th>`)}</tr></thead>`;
}

function row({ name, provider, purpose, lifetimeText, language, cookies }: ShownItem, scene: SurfaceScene): Markup {
  const codes = cookies.map((cookie, i) => markup`${i === 0 ? markup`<br>` : ' '}<code>${cookie.name}</code>`);
  const foreign = language !== scene.notice.language && markup` lang="${language}"`;
  return markup`<tr${foreign}><th scope="row">${name}${codes}</th><td>${provider}</td><td>${purpose}</td><td>${lifetimeText}</td></tr>`;
}

/** What the catalogue holds of a category, each item by provider, purpose and lifetime; nothing where it holds nothing. */
export function itemTable(scene: SurfaceScene, { name, items }: PublicNoticeCategory): Markup | null {
  if (items.length === 0) return null;
  const summary = `${scene.notice.messages.details ?? name} (${items.length})`;
  return markup`<details class="np-items"><summary>${summary}</summary><div class="np-scroll" role="region" tabindex="0" aria-label="${name}"><table><caption>${name}</caption>${head(scene)}<tbody>${items.map((item) => row(item, scene))}</tbody></table></div></details>`;
}
