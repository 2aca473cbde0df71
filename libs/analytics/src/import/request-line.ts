/** What the first line of a request says. */
export interface RequestLine {
  readonly method: string;
  readonly target: string;
}

const METHOD = /^[A-Z]{1,20}$/;
const VERSION = /^HTTP\/\d(?:\.\d)?$/;
const NONE: RequestLine = { method: '', target: '' };

/** Takes `GET /path HTTP/1.1` apart; both are empty where it is no request. A target with a space in it, which nobody may send, is kept whole. */
export function requestLineOf(text: string): RequestLine {
  const first = text.indexOf(' ');
  const method = text.slice(0, Math.max(0, first));
  if (!METHOD.test(method)) return NONE;
  const last = text.lastIndexOf(' ');
  const target =
    last > first && VERSION.test(text.slice(last + 1)) ? text.slice(first + 1, last) : text.slice(first + 1);
  return target === '' ? NONE : { method, target };
}
