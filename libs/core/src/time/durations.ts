/** Milliseconds in `count` seconds. */
export const seconds = (count: number): number => count * 1_000;
/** Milliseconds in `count` minutes. */
export const minutes = (count: number): number => seconds(count * 60);
/** Milliseconds in `count` hours. */
export const hours = (count: number): number => minutes(count * 60);
/** Milliseconds in `count` days of 24 hours. */
export const days = (count: number): number => hours(count * 24);
