import { type NoticeButton } from '../state/public-notice.js';
import { h } from './h.js';
import { regimesOf, type View } from './view-facts.js';

/** What decides of all categories at once. */
const DECISIONS: Partial<Record<NoticeButton, string>> = {
  rejectAll: 'reject-all',
  acceptAll: 'accept-all',
  withdraw: 'withdraw',
};

/** Whether the law wants the visitor told, and not asked: then to refuse is to object. */
export const onlyInforms = (view: View): boolean => regimesOf(view).every((regime) => regime === 'notice-only');

/** A button of a layer. Those that decide look alike, whatever they decide: there is one class for all of them. */
export function actionView(view: View, name: NoticeButton, isInDialog: boolean): HTMLButtonElement {
  const { labels, messages } = view.notice;
  const value = DECISIONS[name];
  const isClose = name === 'close';
  const closes = isInDialog ? { formmethod: 'dialog', formnovalidate: true } : { type: 'button', 'data-np': name };
  return h(
    'button',
    {
      class: `np-button${isClose ? ' np-quiet np-close' : name === 'settings' ? ' np-quiet' : ''}`,
      form: name === 'settings' ? 'np-choices' : isInDialog && value && 'np-dialog-all',
      name: value && 'decision',
      value,
      ...(isClose && closes),
    },
    (name === 'rejectAll' && onlyInforms(view) && messages.object) || labels[name],
  );
}
