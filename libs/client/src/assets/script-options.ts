/** How the script of a page works; written as `data-` attributes of it, which a page that is a file may write itself. */
export interface ScriptOptions {
  /**
   * What stands before the server's paths, where a page has no settings of the server's: a path such as `/api/v1`, or an http(s) URL, without `/` at its end.
   * `data-base-url` @default '' (this site)
   */
  readonly baseUrl?: string | undefined;
  /** The page with all choices, there: a path or an http(s) URL. `data-choices` @default '/privacy' */
  readonly choices?: string | undefined;
  /** What happens when something has run that is no longer allowed: a reload is offered, done, or left to the page. `data-reload` @default 'ask' */
  readonly reload?: 'ask' | 'auto' | 'never' | undefined;
  /** Attributes of other consent managers to be read beside `data-consent`; a name in them means the category of that name in capitals. `data-also-read`, separated by spaces @default none */
  readonly alsoRead?: readonly `data-${string}`[] | undefined;
  /** Name of the Trusted Types policy that parked scripts may be given, or `none` where the page allows none. `data-trusted-types` @default none is made */
  readonly trustedTypesPolicy?: string | undefined;
  /** Whether the data layer is told the keys of django-privacy-mgmt, too. `data-seed-keys` @default false */
  readonly seedKeys?: boolean | undefined;
}

/** The options as attributes. */
export const dataOf = ({ baseUrl, choices, reload, alsoRead, trustedTypesPolicy, seedKeys }: ScriptOptions) => ({
  'data-base-url': baseUrl,
  'data-choices': choices,
  'data-reload': reload,
  'data-also-read': alsoRead?.join(' '),
  'data-trusted-types': trustedTypesPolicy,
  'data-seed-keys': seedKeys === true ? (true as const) : undefined,
});
