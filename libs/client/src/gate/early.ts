import { findParked, type Readings } from './parked.js';

/** What comes with the page itself, by and by until all of it is there. What comes later may have been brought by `innerHTML`. */
export function earlyIn(page: Document, readings: Readings): WeakSet<Element> {
  const early = new WeakSet<Element>();
  const mark = () => {
    if (page.readyState !== 'complete') findParked(page, readings).forEach((element) => early.add(element));
  };
  mark();
  page.addEventListener('DOMContentLoaded', mark);
  return early;
}
