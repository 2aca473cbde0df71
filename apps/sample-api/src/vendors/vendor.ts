/** The vendors that one page of the site has room for: a film, a map, and scripts that count and recommend. */
export const VENDOR_NAMES = ['film', 'map', 'insights'] as const;

/** One of {@link VENDOR_NAMES}. */
export type VendorName = (typeof VENDOR_NAMES)[number];

/** Their origins, of those that there are. */
export type VendorOrigins = Readonly<Partial<Record<VendorName, string>>>;

/**
 * Reads where the vendors are.
 *
 * @param entries the variable VENDORS, such as `film=https://film.example`; well-formed
 */
export const parseVendors = (entries: readonly string[]): VendorOrigins =>
  Object.fromEntries(entries.map((entry) => entry.split('=', 2) as [VendorName, string]));
