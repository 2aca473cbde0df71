import { type TimeZone } from '@nest-privacy/core/kit';
import { readJsonLine } from './json-line.js';
import { type JsonMembers } from './json-members.js';
import { type LogFormat } from './log-format.js';
import { type LoggedRequest } from './logged-request.js';
import { readNcsaLine } from './ncsa-line.js';

/** What a line says; `undefined` when it cannot be read. */
export type LineParser = (line: string) => LoggedRequest | undefined;

/** @param zone of times without an offset */
export function lineParserOf(format: LogFormat, zone: TimeZone, members: JsonMembers): LineParser {
  if (format === 'json') return (line) => readJsonLine(line, zone, members);
  if (format !== 'any') return (line) => readNcsaLine(line, zone, format);
  return (line) => (line.startsWith('{') ? readJsonLine(line, zone, members) : readNcsaLine(line, zone, format));
}
