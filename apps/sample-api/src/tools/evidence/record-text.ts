import { printable, quoted } from '@nest-privacy/consent/evidence';

/** What of a record people want to see before they read what became of its checks. */
const LINES: Readonly<Record<string, string>> = {
  id: 'Record',
  siteId: 'Site',
  subjectId: 'Subject',
  eventType: 'Event',
  decisions: 'Decisions',
  receivedAt: 'Received at',
  givenAt: 'Given at, as claimed',
  validUntil: 'Valid until',
  noticeVersion: 'Notice',
  language: 'Language',
  variant: 'Variant',
  origin: 'Origin',
};
const WIDTH = Math.max(...Object.values(LINES).map((title) => title.length));

const shown = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return printable(JSON.stringify(value));
  return Object.entries(value)
    .slice(0, 50)
    .map(([name, inner]) => `${quoted(name)}: ${quoted(typeof inner === 'string' ? inner : JSON.stringify(inner))}`)
    .join(', ');
};

/** What the parsed record says, a line for each member of it that people ask for; everything out of the file stands in quotation marks. */
export function recordText(file: unknown): readonly string[] {
  const record = (file as { record?: unknown } | null)?.record;
  if (typeof record !== 'object' || record === null) return [];
  const members = record as Readonly<Record<string, unknown>>;
  return Object.entries(LINES)
    .filter(([name]) => members[name] !== undefined)
    .map(([name, title]) => `${title.padEnd(WIDTH)}  ${shown(members[name])}`);
}
