import { type ModuleExtras } from '@nest-privacy/core';

/** Where the files for browsers are served; every member is optional. */
export interface ClientModuleOptions {
  /** Path of the folder on this server; no global prefix and no version is put before it. @default '/np' */
  readonly path?: string | undefined;
  /**
   * How pages name that folder, where that is not the path: `/shop/np` behind a proxy that takes `/shop` away, or `https://cdn.example/np` where a network
   * of caches stands before this server. @default the path
   */
  readonly publicUrl?: string | undefined;
}

/** What is known before the options are, in `forRoot` and `forRootAsync` alike. */
export interface ClientModuleExtras extends ModuleExtras {
  /** Whether this server serves the files; `none` where pages have them from elsewhere. @default 'mounted' */
  readonly routes?: 'mounted' | 'none' | undefined;
}
