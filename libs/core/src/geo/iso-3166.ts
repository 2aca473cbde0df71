/** ISO 3166-1 alpha-2 as of 2026, and `XK`, by which Kosovo is known to those who make databases of addresses. */
const CODES = `
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV
  CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM
  IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
  MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS
  ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK`;

/** Every country code there is. */
export const COUNTRIES: ReadonlySet<string> = new Set(CODES.trim().split(/\s+/));

const SUBDIVISION = /^[A-Z0-9]{1,3}$/;

/**
 * A country's code (ISO 3166-1 alpha-2) in upper case.
 *
 * @returns `null` for what is none: also for `XX`, `ZZ`, `T1` and `EU`, by which proxies and databases say that they do not know
 */
export function countryOf(text: unknown): string | null {
  const code = typeof text === 'string' ? text.trim().toUpperCase() : '';
  return COUNTRIES.has(code) ? code : null;
}

/**
 * A region's code (ISO 3166-2) in upper case, such as `US-CA`; what is told with the country's code and what is told without it alike.
 *
 * @param country in which it has to be
 * @returns `null` for what is none, or lies elsewhere
 */
export function regionOf(text: unknown, country: string | null): string | null {
  if (country === null || typeof text !== 'string') return null;
  const code = text.trim().toUpperCase();
  const [first = '', second] = code.split('-', 2);
  if (second === undefined) return SUBDIVISION.test(first) ? `${country}-${first}` : null;
  return code === `${first}-${second}` && first === country && SUBDIVISION.test(second) ? code : null;
}
