import { type ScreenClass } from '../event/analytics-event.js';

/** Widest of each class, in CSS pixels. */
const CLASSES: readonly (readonly [widest: number, name: ScreenClass])[] = [
  [575, 'small'],
  [991, 'medium'],
  [1_439, 'large'],
  [Infinity, 'wide'],
];
const WIDTH = /^\s*(\d{1,6})(?:\.\d{1,6})?\s*(?:$|[x×])/i;

/** The class of a screen by its width; the width itself, which few may share, is not kept. */
export function screenClassOf(text: string | undefined): ScreenClass {
  const width = Number(WIDTH.exec(text ?? '')?.[1] ?? 0);
  return width === 0 ? '' : CLASSES.find(([widest]) => width <= widest)![1];
}
