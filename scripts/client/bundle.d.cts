/** What is bundled: a file of this repository, or a program that imports `@nest-privacy/client` and its entries. */
export type BundleInput = { readonly entry: string } | { readonly source: string };

export interface BundleOptions {
  /** `esm` for `<script type="module">`, `iife` for a classic script. @default 'esm' */
  readonly format?: 'esm' | 'iife' | undefined;
  /** Members that are called by a letter: of objects that the bundle alone sees. @default none */
  readonly internal?: RegExp | undefined;
  /** @default false */
  readonly minify?: boolean | undefined;
  /** Names that the sources declare, and the JSON that stands for them. @default none */
  readonly define?: Readonly<Record<string, string>> | undefined;
  /** Files of this repository, and those that are taken in their place. @default none */
  readonly instead?: Readonly<Record<string, string>> | undefined;
  /** A folder of this repository: what its files import from outside of it is left out. @default everything is taken in */
  readonly within?: string | undefined;
}

/** JavaScript for browsers of the year 2022 and later, or a stylesheet where the entry is one, out of the sources and in memory. */
export function bundle(input: BundleInput, options?: BundleOptions): Promise<string>;
