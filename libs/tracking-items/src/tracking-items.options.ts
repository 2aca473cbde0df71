/** Settings of the TrackingItemsModule; every member is optional. */
export interface TrackingItemsModuleOptions {
  /**
   * Language of last resort, a BCP 47 tag.
   *
   * @default 'en'
   */
  readonly defaultLanguage?: string;
  /**
   * Languages that translations may have and answers come in. Contains the default language in any case.
   *
   * @default every language, and answers in those that the catalogue has
   */
  readonly languages?: readonly string[];
  /**
   * For how many milliseconds a process trusts its copy of the catalogue before it asks the database whether anything changed. A change is
   * seen at once in the process that made it, and in others after this time at the latest. `0` asks at every request.
   *
   * @default 1000
   */
  readonly maxStalenessMs?: number;
}
