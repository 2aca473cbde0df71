import { ConfigurationError, type Site, type SiteResolver } from '@nest-privacy/core';
import { isTimeZoneName, TimeZone } from '@nest-privacy/core/kit';
import { type AccessLogImportOptions } from './import-options.js';
import { membersWith } from './json-members.js';
import { LOG_FORMATS } from './log-format.js';
import { type LineParser, lineParserOf } from './line-parser.js';

/** Options of an import, checked. */
export interface ImportPlan {
  readonly site: Site;
  /** Empty where nobody knows it. */
  readonly host: string;
  readonly read: LineParser;
}

const PLAIN_HOST = /^[^*]+$/;

/** @throws ConfigurationError `IMPORT_OPTION_INVALID` */
export function importPlan(options: AccessLogImportOptions, sites: SiteResolver): ImportPlan {
  const { timeZone = 'UTC', format = 'any', members = {} } = options;
  const site = options.site === undefined ? sites.sites[0] : sites.byId(options.site);
  if (!site)
    throw fault(
      'site',
      `there is no site ${JSON.stringify(options.site)}`,
      `name ${sites.sites.map(({ id }) => id).join(' or ')}`,
    );
  if (!isTimeZoneName(timeZone))
    throw fault('timeZone', `${JSON.stringify(timeZone)} is no time zone`, 'name one of IANA, such as Europe/Berlin');
  if (!LOG_FORMATS.includes(format))
    throw fault('format', `${JSON.stringify(format)} is no format`, `name ${LOG_FORMATS.join(', ')}`);
  const host = (options.host ?? site.hosts.find((name) => PLAIN_HOST.test(name)) ?? '').toLowerCase();
  return { site, host, read: lineParserOf(format, new TimeZone(timeZone), membersWith(members)) };
}

const fault = (option: string, what: string, remedy: string): ConfigurationError =>
  new ConfigurationError({ code: 'IMPORT_OPTION_INVALID', what, where: `option "${option}" of the import`, remedy });
