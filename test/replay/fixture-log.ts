import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoggedRequest, parseCombinedLogLine } from '../../scripts/replay/combined-log.js';

/** The lines of the log that the tests replay; where it is from says `access.log.NOTICE` beside it. */
export const fixtureLines = (): string[] =>
  readFileSync(join(__dirname, '..', 'fixtures', 'access.log'), 'utf8')
    .split('\n')
    .filter(Boolean);

/** The requests of these lines, as the replay sends them. */
export const requestsOf = (lines: readonly string[]): LoggedRequest[] =>
  lines.map((line) => {
    const request = parseCombinedLogLine(line);
    if (!request) throw new Error(`not a request: ${line}`);
    return request;
  });
