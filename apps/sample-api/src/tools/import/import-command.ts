import { parseArgs } from 'node:util';
import {
  type AccessLogImportOptions,
  JSON_FIELDS,
  type JsonField,
  LOG_FORMATS,
  type LogFormat,
} from '@nest-privacy/analytics';
import { UsageError } from './usage-error.js';

export const IMPORT_USAGE = `Usage: npm run import:access-log -- <file | -> [options]

Counts what a web server logged before, in the database of the sample application, whose environment is read. Formats: combined,
common and JSON lines (nginx, Caddy, Traefik and others), plain or packed by gzip; "-" reads the standard input.
The same lines add nothing another time, and an import that was interrupted goes on where it was: run it again.

  --site <id>            site whose log it is. Default: the first
  --host <name>          host of the site, where the log names none. Default: the first that the site names
  --format <format>      combined, common or json. Default: each line as it looks
  --time-zone <zone>     of times without an offset, such as Europe/Berlin. Default: UTC
  --member <what>=<name> where a JSON log has something: ${JSON_FIELDS.slice(0, 5).join(', ')},
                         ${JSON_FIELDS.slice(5).join(', ')}; a dot leads into an object. May be repeated
  --ignore <pattern>     paths that are left out, as in IGNORE_PATHS. May be repeated
  --dry-run              stores nothing, and says what would be stored
  --json                 the summary as JSON

Exit code 0: done. 1: it failed; what is done by then is stored. 2: this was not understood.`;

/** What is asked of the tool. */
export interface ImportCommand {
  /** `-` is the standard input. */
  readonly file: string;
  readonly summary: 'text' | 'json';
  readonly options: AccessLogImportOptions;
}

const OPTIONS = {
  site: { type: 'string' },
  host: { type: 'string' },
  format: { type: 'string' },
  'time-zone': { type: 'string' },
  member: { type: 'string', multiple: true },
  ignore: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

const isField = (text: string): text is JsonField => (JSON_FIELDS as readonly string[]).includes(text);
const isFormat = (text: string): text is LogFormat => (LOG_FORMATS as readonly string[]).includes(text);

function membersOf(texts: readonly string[]): Partial<Record<JsonField, string>> {
  const members: Partial<Record<JsonField, string>> = {};
  for (const text of texts) {
    const at = text.indexOf('=');
    const field = text.slice(0, Math.max(0, at));
    if (!isField(field) || at === text.length - 1)
      throw new UsageError(`--member ${text} names no member; write one of ${JSON_FIELDS.join(', ')}, "=" and a name`);
    members[field] = text.slice(at + 1);
  }
  return members;
}

const given = (args: string[]) => {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

/** @throws UsageError */
export function importCommandOf(args: string[]): ImportCommand {
  const { values, positionals } = given(args);
  const [file, ...more] = positionals;
  if (file === undefined || file === '' || more.length > 0) throw new UsageError('name one file, or "-"');
  const { site, host, format = 'any', member = [], ignore = [] } = values;
  if (!isFormat(format)) throw new UsageError(`--format ${format} is none of ${LOG_FORMATS.join(', ')}`);
  return {
    file,
    summary: values.json === true ? 'json' : 'text',
    options: {
      site,
      host,
      format,
      timeZone: values['time-zone'],
      members: membersOf(member),
      ignorePaths: ignore,
      purpose: values['dry-run'] === true ? 'count' : 'store',
    },
  };
}
