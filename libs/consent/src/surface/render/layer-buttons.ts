import { type NoticeButton } from '../../notice/content/notice-content.js';
import { type SurfaceScene } from '../surface-scene.js';
import { type ChoicePlace } from './choice-place.js';
import { hasSomethingToWithdraw, isNoticeOnly } from './optional-categories.js';

const FIRST: readonly NoticeButton[] = ['rejectAll', 'acceptAll', 'settings', 'close'];
const PAGE: readonly NoticeButton[] = ['rejectAll', 'acceptAll', 'save', 'withdraw'];
const DIALOG: readonly NoticeButton[] = [...PAGE, 'close'];

const completed = (
  buttons: readonly NoticeButton[],
  button: NoticeButton,
  isNeeded: boolean,
): readonly NoticeButton[] => (isNeeded && !buttons.includes(button) ? [...buttons, button] : buttons);

/** The buttons of the first layer, in the notice's order. Where nobody is asked there is nothing to accept, and the information can be closed. */
export function firstLayer(scene: SurfaceScene): readonly NoticeButton[] {
  const buttons = scene.notice.layers.first.filter((button) => FIRST.includes(button));
  if (!isNoticeOnly(scene)) return buttons;
  return completed(
    buttons.filter((button) => button !== 'acceptAll'),
    'close',
    true,
  );
}

/**
 * The buttons of the second layer, in the notice's order. Single choices can always be saved, and what was given can always be taken back by one button
 * (GDPR Art. 7(3)), also where the notice forgot those. A dialog can be closed without the key that not everybody has; a page is left by going elsewhere.
 */
export function secondLayer(scene: SurfaceScene, place: ChoicePlace): readonly NoticeButton[] {
  const possible = place === 'dialog' ? DIALOG : PAGE;
  const hasGrants = hasSomethingToWithdraw(scene);
  const buttons = scene.notice.layers.second.filter(
    (button) => possible.includes(button) && (button !== 'withdraw' || hasGrants),
  );
  const isRefusable = buttons.includes('rejectAll');
  const complete = completed(completed(buttons, 'save', true), 'withdraw', hasGrants && !isRefusable);
  return completed(complete, 'close', place === 'dialog');
}

/** What a button says. A refusal where nobody was asked is an objection. */
export const labelOf = (scene: SurfaceScene, button: NoticeButton): string => {
  const { labels, messages } = scene.notice;
  const objection = button === 'rejectAll' && isNoticeOnly(scene) ? messages.object : undefined;
  return objection ?? labels[button] ?? '';
};
