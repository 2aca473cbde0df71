/** A file for browsers. */
export interface Shipped {
  /** The one that stays, whatever is in it. */
  readonly name: 'privacy.js' | 'privacy-views.js' | 'privacy.css';
  /** The one by its content. */
  readonly file: string;
  readonly content: string;
}

/** Makes the files that the package ships, in memory. */
export function shippedFiles(): Promise<readonly Shipped[]>;
