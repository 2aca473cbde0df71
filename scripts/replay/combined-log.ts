/** One request as a web server logged it in the combined format. */
export interface LoggedRequest {
  readonly address: string;
  /** When it came, in milliseconds since the epoch, UTC. */
  readonly at: number;
  readonly method: string;
  /** Request target as it was sent, query included. */
  readonly target: string;
  readonly status: number;
  /** Empty when the log has `-`. */
  readonly referrer: string;
  readonly userAgent: string;
}

const QUOTED = '"((?:[^"\\\\]|\\\\.)*)"';
const LINE = new RegExp(`^(\\S+) \\S+ \\S+ \\[([^\\]]+)\\] ${QUOTED} (\\d{3}) \\S+ ${QUOTED} ${QUOTED}`);
/** `17/May/2015:10:05:03 +0000` */
const TIME = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})$/;

const unquote = (text: string): string => (text === '-' ? '' : text.replaceAll(/\\(["\\])/g, '$1'));

/** `NaN` for what is no time. */
const timeOf = (text: string): number => Date.parse(text.replace(TIME, '$1 $2 $3 $4 $5'));

/** Reads one line; `undefined` when it is not a request in the combined format. */
export function parseCombinedLogLine(line: string): LoggedRequest | undefined {
  const match = LINE.exec(line);
  if (!match) return undefined;
  const [, address, time, request, status, referrer, userAgent] = match;
  const [method, target] = (request ?? '').split(' ');
  const at = timeOf(time!);
  if (!method || !target || !/^[A-Z]+$/.test(method) || Number.isNaN(at)) return undefined;
  return {
    address: address!,
    at,
    method,
    target,
    status: Number(status),
    referrer: unquote(referrer!),
    userAgent: unquote(userAgent!),
  };
}
