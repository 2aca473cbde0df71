import { type Regime } from '@nest-privacy/core';
import { type PublicNoticeCategory } from '../../notice/render-notice.js';
import { type SurfaceScene } from '../surface-scene.js';

/** The categories of the notice that a visitor decides about, in its order. */
export const optionalCategories = ({ notice }: SurfaceScene): readonly PublicNoticeCategory[] =>
  notice.categories.filter(({ required }) => !required);

const regimesOf = (scene: SurfaceScene): readonly Regime[] =>
  optionalCategories(scene).map(({ category }) => scene.regimes[category] ?? 'opt-in');

/** Whether the law wants visitors told and able to object, and none of them asked. */
export const isNoticeOnly = (scene: SurfaceScene): boolean =>
  regimesOf(scene).every((regime) => regime === 'notice-only');

/** Whether something may happen until the visitor opts out, so that a way out has to stand on the page (11 CCR 7026). */
export const hasOptOut = (scene: SurfaceScene): boolean => regimesOf(scene).includes('opt-out');

/** Whether there is anything to take back: granted, or allowed without a word. */
export const hasSomethingToWithdraw = (scene: SurfaceScene): boolean =>
  optionalCategories(scene).some(
    ({ category }) => scene.decisions[category] === 'granted' || scene.allowed[category] === true,
  );
