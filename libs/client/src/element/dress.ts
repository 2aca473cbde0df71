import { type View } from './view-facts.js';

/** Messages that must be at hand when the server is not. */
const KEPT = ['saved', 'change', 'failed', 'offline', 'reload', 'loaded'] as const;

/** Gives an element the language of what stands in it and has it hold those messages, as the server does. */
export function dress(element: HTMLElement, { notice: { language, direction, messages } }: View): void {
  element.lang = language;
  element.dir = direction;
  for (const name of KEPT) if (messages[name]) element.dataset[name] = messages[name];
}
