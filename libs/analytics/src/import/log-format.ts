/**
 * How the lines of a log are written: in NCSA's `combined` or `common` format, or as a JSON object each; `any` takes each line for what it looks like.
 */
export const LOG_FORMATS = ['any', 'combined', 'common', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];
