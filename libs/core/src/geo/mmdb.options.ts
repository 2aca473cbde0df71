/** Options of `MmdbModule`. */
export interface MmdbModuleOptions {
  /** Path of a MaxMind DB file of countries or cities. */
  readonly path: string;
  /** Milliseconds between two looks at whether the file was replaced; `off` never looks. @default minutes(1) */
  readonly reloadInterval?: number | 'off' | undefined;
}
