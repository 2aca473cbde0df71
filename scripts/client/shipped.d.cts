/** A file for browsers. */
export interface Shipped {
  /** The one that stays, whatever is in it. */
  readonly name: 'privacy.js' | 'privacy-views.js' | 'privacy-gate.js' | 'privacy.css';
  /** The one by its content. */
  readonly file: string;
  readonly content: string;
}

/** Files of this repository that the script does not hold itself, and those that load them. */
export const INSTEAD: Readonly<Record<string, string>>;

/** Makes the files that the package ships, in memory. */
export function shippedFiles(): Promise<readonly Shipped[]>;
