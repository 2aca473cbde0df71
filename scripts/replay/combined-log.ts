/** One request as a web server logged it in the combined format. */
export interface LoggedRequest {
  readonly address: string;
  readonly method: string;
  /** Request target as it was sent, query included. */
  readonly target: string;
  readonly status: number;
  /** Empty when the log has `-`. */
  readonly referrer: string;
  readonly userAgent: string;
}

const QUOTED = '"((?:[^"\\\\]|\\\\.)*)"';
const LINE = new RegExp(`^(\\S+) \\S+ \\S+ \\[[^\\]]+\\] ${QUOTED} (\\d{3}) \\S+ ${QUOTED} ${QUOTED}`);

const unquote = (text: string): string => (text === '-' ? '' : text.replaceAll(/\\(["\\])/g, '$1'));

/** Reads one line; `undefined` when it is not a request in the combined format. */
export function parseCombinedLogLine(line: string): LoggedRequest | undefined {
  const match = LINE.exec(line);
  if (!match) return undefined;
  const [, address, request, status, referrer, userAgent] = match;
  const [method, target] = (request ?? '').split(' ');
  if (!method || !target || !/^[A-Z]+$/.test(method)) return undefined;
  return {
    address: address!,
    method,
    target,
    status: Number(status),
    referrer: unquote(referrer!),
    userAgent: unquote(userAgent!),
  };
}
