import { type ConsentCategory, ConfigurationError } from '@nest-privacy/core';
import { isWholeNumber } from '@nest-privacy/core/kit';
import { c15tFormat } from './c15t.format.js';
import { ccCookieFormat } from './cc-cookie.format.js';
import { djangoFormat } from './django-privacy-mgmt.format.js';
import { type CookieFormat } from './found-consent.js';
import { type ConsentImport, type ImportTool } from './import.options.js';
import { type ImportSource } from './import-source.js';
import { klaroFormat } from './klaro.format.js';
import { oneTrustFormat } from './onetrust.format.js';

interface Tool {
  readonly cookies: readonly string[];
  readonly format?: (given: ConsentImport) => CookieFormat;
  readonly categories?: NonNullable<ConsentImport['categories']>;
}

const TOOLS: Readonly<Record<ImportTool, Tool>> = {
  'vanilla-cookieconsent': { cookies: ['cc_cookie'], format: () => ccCookieFormat },
  klaro: { cookies: ['klaro'], format: () => klaroFormat },
  c15t: { cookies: ['c15t', 'privacy-consent-storage'], format: () => c15tFormat },
  'django-privacy-mgmt': {
    cookies: ['django_privacy_mgmt_preferences'],
    format: ({ defaultsAreChoices = false }) => djangoFormat(defaultsAreChoices),
    categories: { ESSENTIALS: 'ESSENTIALS', ESSENTIAL: 'ESSENTIALS', STATISTICS: 'STATISTICS', MARKETING: 'MARKETING' },
  },
  onetrust: { cookies: ['OptanonConsent'], format: () => oneTrustFormat },
  table: { cookies: [] },
};

/** A name as a cookie has it (RFC 6265, section 4.1.1). */
const COOKIE_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;

const fault = (what: string, remedy: string): ConfigurationError =>
  new ConfigurationError({ code: 'CONSENT_IMPORT_INVALID', what, where: 'ConsentModule option "import"', remedy });

/**
 * @param given in the order in which a visitor's cookies are looked for
 * @throws ConfigurationError `CONSENT_IMPORT_INVALID`
 */
export function resolveImportOptions(given: readonly ConsentImport[] = []): readonly ImportSource[] {
  const sources = given.map(sourceOf);
  const names = sources.map(({ source }) => source);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw fault(`"${twice}" stands in it twice`, 'name each source once');
  return sources;
}

function sourceOf(given: ConsentImport): ImportSource {
  const { source, cookie, trusted = [], noticeVersion } = given;
  if (!Object.hasOwn(TOOLS, source))
    throw fault(`${JSON.stringify(source)} is no source`, `use ${Object.keys(TOOLS).join(', ')}`);
  const tool = TOOLS[source];
  const categories = given.categories ?? tool.categories;
  if (categories === undefined || Object.keys(categories).length === 0)
    throw fault(
      `"${source}" has no categories`,
      'say what its names stand for, such as { categories: { analytics: "STATISTICS" } }',
    );
  if (cookie !== undefined && !COOKIE_NAME.test(cookie))
    throw fault(`${JSON.stringify(cookie)} is no name of a cookie`, 'write it as browsers show it');
  if (noticeVersion !== undefined && !isWholeNumber(noticeVersion, 1))
    throw fault(`${JSON.stringify(noticeVersion)} is no version of a notice`, 'give a whole number from 1');
  if (trusted.length > 0 && noticeVersion === undefined)
    throw fault(
      `grants of "${source}" are to count without a notice`,
      'say by "noticeVersion" which version of yours says what its notice said, or trust none of its categories',
    );
  return {
    source,
    cookies: cookie === undefined ? tool.cookies : [cookie],
    format: tool.format?.(given),
    names: namesByCategory(categories),
    trusted: new Set(trusted),
    noticeVersion: noticeVersion ?? null,
  };
}

function namesByCategory(
  categories: NonNullable<ConsentImport['categories']>,
): ReadonlyMap<ConsentCategory, readonly string[]> {
  const names = new Map<ConsentCategory, string[]>();
  for (const [name, category] of Object.entries(categories))
    names.set(category, [...(names.get(category) ?? []), name]);
  return names;
}
