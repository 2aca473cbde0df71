import { connect } from 'node:net';

/** A request exactly as it goes over the wire. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly encoding?: 'latin1' | 'utf8';
  readonly body?: string | undefined;
  readonly trailers?: readonly (readonly [string, string])[] | undefined;
}

/** A response as it came: every field line, in order. */
export interface RawResponse {
  readonly status: number;
  readonly lines: readonly (readonly [string, string])[];
  readonly body: string;
}

const linesOf = (fields: readonly (readonly [string, string])[]): string =>
  fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');

function wireOf({ method, path, headers, encoding = 'latin1', body, trailers }: RawRequest): Buffer {
  const chunked = trailers !== undefined;
  const length: [string, string][] = chunked
    ? [['Transfer-Encoding', 'chunked']]
    : body === undefined
      ? []
      : [['Content-Length', String(Buffer.byteLength(body))]];
  const head = `${method} ${path} HTTP/1.1\r\n${linesOf([['Host', '127.0.0.1'], ...headers, ['Connection', 'close'], ...length])}\r\n`;
  const payload = chunked
    ? `${Buffer.byteLength(body ?? '').toString(16)}\r\n${body ?? ''}\r\n0\r\n${linesOf(trailers)}\r\n`
    : (body ?? '');
  return Buffer.concat([Buffer.from(head, encoding), Buffer.from(payload)]);
}

function unchunked(text: string): string {
  let body = '';
  for (let rest = text; ;) {
    const [, size = '0'] = /^([0-9a-f]+)\r\n/i.exec(rest) ?? [];
    const length = parseInt(size, 16);
    if (length === 0) return body;
    const start = rest.indexOf('\r\n') + 2;
    body += rest.slice(start, start + length);
    rest = rest.slice(start + length + 2);
  }
}

function parse(text: string): RawResponse {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...fields] = text.slice(0, end).split('\r\n');
  const lines = fields.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const chunked = lines.some(([name, value]) => name.toLowerCase() === 'transfer-encoding' && value === 'chunked');
  const body = text.slice(end + 4);
  return { status: Number(statusLine.split(' ')[1]), lines, body: chunked ? unchunked(body) : body };
}

/** Sends one request on a connection of its own. */
export function send(port: number, request: RawRequest): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(wireOf(request)));
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('error', (error) => (received.length > 0 ? undefined : reject(error)));
    socket.on('close', () => resolve(parse(Buffer.concat(received).toString('latin1'))));
  });
}

/** Values of all field lines of a name. */
export const fieldOf = ({ lines }: RawResponse, name: string): string[] =>
  lines.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
