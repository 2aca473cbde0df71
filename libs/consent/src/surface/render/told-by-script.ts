import { type NoticeMessage } from '../../notice/content/notice-content.js';
import { markup, type Markup } from '../markup.js';
import { type SurfaceScene } from '../surface-scene.js';

/** What a script may have to say when it can ask nobody for the words any more. */
const MESSAGES: readonly NoticeMessage[] = ['saved', 'change', 'failed', 'offline', 'reload', 'loaded'];

/** Attributes that keep the words of the notice for the script; none for words that the notice does not have. */
export const toldByScript = ({ notice: { messages } }: SurfaceScene): readonly Markup[] =>
  MESSAGES.flatMap((name) => {
    const words = messages[name];
    return words === undefined ? [] : [markup` data-${name}="${words}"`];
  });
