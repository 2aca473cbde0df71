import { isIP } from 'node:net';
import { type TimeZone } from '@nest-privacy/core/kit';
import { type LoggedRequest } from './logged-request.js';
import { timeOf } from './log-time.js';
import { type QuotedText, quotedAt } from './quoted-text.js';
import { requestLineOf } from './request-line.js';

const RESULT = /^ ([1-5]\d\d) (?:\d+|-)(?= |$)/;
const LONGEST_RESULT = 32;

/** `address identity user`, or with the virtual host before them, as Apache's format `vhost_combined` has it. The user's name may hold spaces. */
function originIn(head: string): Pick<LoggedRequest, 'address' | 'host'> | undefined {
  const [first = '', second = '', ...more] = head.split(' ');
  if (more.length === 0 || first === '') return undefined;
  if (isIP(first) === 0 && more.length > 1 && isIP(second) > 0)
    return { address: second, host: first.replace(/:\d+$/, '').toLowerCase() };
  return { address: first, host: '' };
}

/** What stands between quotation marks, where nothing is a hyphen. */
const toldBy = ({ text }: QuotedText): string | undefined => (text === '-' || text === '' ? undefined : text);

/**
 * Reads a line in NCSA's formats, which Apache and nginx call common and combined; what follows is left alone.
 *
 * @param zone of times without an offset, which neither server writes
 * @param format `combined` demands referrer and user agent, `common` takes no notice of them, `any` takes what is there
 * @returns `undefined` when it is not such a line
 */
export function readNcsaLine(
  line: string,
  zone: TimeZone,
  format: 'any' | 'combined' | 'common',
): LoggedRequest | undefined {
  const open = line.indexOf(' [');
  const close = line.indexOf('] ', open);
  if (open < 0 || close < 0) return undefined;
  const origin = originIn(line.slice(0, open));
  const at = timeOf(line.slice(open + 2, close), zone);
  const request = quotedAt(line, close + 2);
  if (origin === undefined || at === undefined || request === undefined) return undefined;
  const result = RESULT.exec(line.slice(request.end, request.end + LONGEST_RESULT));
  if (!result) return undefined;
  const told = { ...origin, ...requestLineOf(request.text), at, status: Number(result[1]), language: undefined };
  const referrer = format === 'common' ? undefined : quotedAt(line, request.end + result[0].length + 1);
  const userAgent = referrer && quotedAt(line, referrer.end + 1);
  if (referrer && userAgent) return { ...told, referrer: toldBy(referrer), userAgent: toldBy(userAgent) };
  return format === 'combined' ? undefined : { ...told, referrer: undefined, userAgent: null };
}
