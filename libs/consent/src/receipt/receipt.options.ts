/**
 * What a controller states of itself in receipts (ISO/IEC TS 27560, Kantara Consent Receipt 1.1). All that has no default is mandatory there, so that the
 * start is refused without it. Who is named in a notice that is kept here is named in its receipts, too, as it was shown.
 */
export interface ConsentControllerOptions {
  /** Legal name. */
  readonly name: string;
  /** Postal address, on one line. */
  readonly address: string;
  /** Who answers questions about privacy there: a role or a department. */
  readonly contact: string;
  /** Where they are reached by e-mail. */
  readonly email: string;
  /** Where they are reached by telephone. */
  readonly phone: string;
  /** Its own page, which also identifies it in machine-readable receipts. */
  readonly url: string;
  /** The privacy policy. */
  readonly policyUrl: string;
  /** Where consent can be changed and withdrawn. @default `consentUrl`, at `url` where that is a path */
  readonly withdrawalUrl?: string | undefined;
  /** Whose law applies: ISO 3166-1 or 3166-2, or `EU`. */
  readonly jurisdiction: string;
  /** Where what is collected is stored, by the same codes. */
  readonly storageLocations: readonly string[];
  /** How long what is collected is kept, as an ISO 8601 duration such as `P13M`. */
  readonly retention: string;
  /** Kinds of personal data that are collected, in words, or as terms of the DPV such as `pd:IPAddress`. */
  readonly personalData: readonly string[];
  /** Those that the law counts as special (GDPR Art. 9 and 10), in the same words. @default those of `personalData` that are such terms of the DPV, as `pd:Health` */
  readonly sensitiveData?: readonly string[] | undefined;
  /** Who receives it beside the controller and the providers that the catalogue names. @default none */
  readonly recipients?: readonly string[] | undefined;
  /** Whom to complain to. @default none is named */
  readonly supervisoryAuthority?: { readonly name: string; readonly url: string } | undefined;
}

/** A controller for all sites, or one for each site by its id. */
export type ConsentControllers = ConsentControllerOptions | ((siteId: string) => ConsentControllerOptions | undefined);
