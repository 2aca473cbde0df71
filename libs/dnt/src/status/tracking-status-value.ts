/**
 * A tracking status value (W3C TPE section 7.2), case-sensitive: `!` under construction, `?` dynamic, `G` gateway, `N` not tracking, `T` tracking,
 * `C` consent, `P` potential consent, `D` disregarding, or the one character of an extension that `compliance` defines. `U` is
 * the module's own and cannot be configured.
 */
export type TrackingStatusValue = '!' | '?' | 'G' | 'N' | 'T' | 'C' | 'P' | 'D' | (string & Record<never, never>);

const STANDARD = new Set(['!', '?', 'G', 'N', 'T', 'C', 'P', 'D', 'U']);

/** TSV-extension (section 7.2.11) without `,` and `;`, which its range includes by accident: they delimit `Tk` itself. */
const EXTENSION = /^[#$%*+\-./0-9:@ABEFH-MOQRSV-Z_a-z]$/;

/** Whether `value` is one of the values the specification defines. */
export const isStandardStatus = (value: string): boolean => STANDARD.has(value);

/** Whether `value` is a character that a compliance regime may define. */
export const isExtensionStatus = (value: string): boolean => EXTENSION.test(value);

/** status-id (section 7.3.2); the bound on its length is ours, for it goes into every response. */
export const STATUS_ID = /^[A-Za-z0-9_\-+=/]{1,128}$/;
