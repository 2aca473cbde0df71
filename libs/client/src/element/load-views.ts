import type * as views from './views.js';

/** What renders the surfaces. */
export type Views = typeof views;

/** Loads it: bundlers make a file of its own of it. The files that the package ships have {@link ../browser/load-views.ts} in its place. */
export const loadViews = (): Promise<Views> => import('./views.js');
