import { type NoticeSurface } from '../../notice/served/served-notice.js';
import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';

/** What every form sends along: where to go afterwards, and what was shown, for the record. */
export function hiddenFields({ notice, redirect }: SurfaceScene, surface: NoticeSurface): readonly Markup[] {
  const { noticeVersion, catalogueVersion, language, variant } = notice;
  const fields = { redirect, method: 'form', surface, noticeVersion, catalogueVersion, language, variant };
  return Object.entries(fields).flatMap(([name, value]) =>
    value === null ? [] : [markup`<input type="hidden" name="${name}" value="${value}">`],
  );
}
