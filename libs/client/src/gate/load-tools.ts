import { starter } from './script.js';
import { takeBack } from './take-back.js';
import { unpack } from './template.js';

/** What lets in, and what takes back. */
export interface Tools {
  readonly starter: typeof starter;
  readonly takeBack: typeof takeBack;
  readonly unpack: typeof unpack;
}

/**
 * Those tools, which a page needs only where something is let in. The files that the package ships have {@link ../browser/load-tools.ts} in its place, so that
 * nothing is let in before what takes it back is at hand.
 */
export const loadTools = (): Promise<Tools> => Promise.resolve({ starter, takeBack, unpack });
