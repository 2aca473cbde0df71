import { COMPUTED } from './computed-errors.js';
import { type ErrorSource, ErrorSources } from './error-sources.js';

const NOTHING = /^[…\s]*$/;

/** Without what only half is known, where something is known wholly. */
function best(texts: readonly (string | undefined)[]): string[] {
  const said = [...new Set(texts.filter((text): text is string => text !== undefined && !NOTHING.test(text)))];
  const whole = said.filter((text) => !text.includes('"…"'));
  return whole.length > 0 ? whole : said;
}

const cell = (texts: readonly (string | undefined)[]): string =>
  best(texts)
    .join(' — or: ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll(/[*_]/g, '\\$&') || '…';

function table(sources: readonly ErrorSource[], columns: Readonly<Record<string, string>>): string {
  const byCode = new Map<string, ErrorSource[]>();
  for (const source of sources) byCode.set(source.code, [...(byCode.get(source.code) ?? []), source]);
  const names = Object.keys(columns);
  const rows = [...byCode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, same]) => {
      const packages = [...new Set(same.map((source) => source.package))].sort().join(', ');
      const texts = names.map((name) => cell(same.map((source) => source.texts[name])));
      return `| \`${code}\` | ${[...texts, packages].join(' | ')} |`;
    });
  const head = ['code', ...Object.values(columns), 'package'];
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows].join('\n');
}

/** The page of every error code, out of the sources. */
export function errorsPage({ found }: ErrorSources = new ErrorSources()): string {
  const all = [...found, ...Object.values(COMPUTED).flat()];
  const of = (kind: ErrorSource['kind']): ErrorSource[] => all.filter((source) => source.kind === kind);
  return `# Error codes

<!-- Made out of the sources by "npm run docs"; a test says when it is stale. -->

Codes are stable; program against them, never against the words. An ellipsis stands for what differs each time.

## What is answered

Problem documents (RFC 9457), \`application/problem+json\`: \`code\`, \`status\`, \`title\`, and \`detail\` with the remedy; \`errors\` names each fault of the input by its place. Which route answers which
of them says [the HTTP contract](http-contract.md).

${table(of('answer'), { status: 'status', title: 'what', detail: 'detail and remedy' })}

## Why a single event is not taken

In \`rejected\` of the answer to \`POST /analytics/events\`; the other events of the request are.

${table(of('part'), { detail: 'why' })}

## What stops the start, or makes health say that it is down

A \`ConfigurationError\`: \`<code>: <what> (in <where>). Remedy: <remedy>.\`

${table(of('configuration'), { what: 'what', where: 'where', remedy: 'remedy' })}
`;
}
