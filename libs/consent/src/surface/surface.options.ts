/** Where what visitors see leads to, as `ConsentMarkup` writes it into pages: paths of the site that begin with `/`, or http(s) URLs. */
export interface ConsentSurfaceOptions {
  /**
   * Where browsers reach the routes of consent; needed where something before the application changes paths, or where the routes are the application's own. Not `/`, for there are
   * further paths beneath it.
   * @default where `ConsentController` is, prefix, version and `RouterModule` included
   */
  readonly consentPath?: string | undefined;
  /** The page with all choices: every settings link and the button `settings` lead there without JavaScript. @default `consentUrl`, where that is given and has no query */
  readonly choicesPath?: string | undefined;
  /** Where scripts send events to, such as `/analytics/events`. @default nowhere */
  readonly eventsPath?: string | undefined;
}

/** The same, checked; `null` for what was not said. */
export interface SurfaceConfig {
  readonly consentPath: string | null;
  readonly choicesPath: string | null;
  readonly eventsPath: string | null;
}
