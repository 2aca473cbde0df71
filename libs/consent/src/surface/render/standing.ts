import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';

/** When the visitor decided, and the way to what was recorded; nothing where they did not, or the notice has no words for it. */
export function standing({ notice, paths, decidedAt }: SurfaceScene): Markup | null {
  const { decidedAt: words, record } = notice.messages;
  if (decidedAt === null || (words === undefined && record === undefined)) return null;
  const day = decidedAt.toLocaleDateString(notice.language, { dateStyle: 'long', timeZone: 'UTC' });
  const time = words !== undefined && markup`${words} <time datetime="${decidedAt.toISOString()}">${day}</time>`;
  const link = record !== undefined && markup` <a href="${paths.consent}/records">${record}</a>`;
  return markup`<p class="np-standing">${time}${link}</p>`;
}
