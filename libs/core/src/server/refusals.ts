import { ProblemException } from '../errors/problem.exception.js';

/** What Node's `clientError` tells. */
export type ParserError = Error & { readonly code?: string };

/** The request took longer to arrive than the server waits (RFC 9110, section 15.5.9). */
const late = (): ProblemException =>
  new ProblemException({
    status: 408,
    code: 'REQUEST_TIMEOUT',
    title: 'The request did not arrive in time',
    detail: 'Send the whole request at once, on a new connection.',
  });

/** RFC 6585, section 5. */
const headersTooLarge = (): ProblemException =>
  new ProblemException({
    status: 431,
    code: 'REQUEST_HEADER_FIELDS_TOO_LARGE',
    title: 'The header lines are too long',
    detail: 'Send fewer or shorter ones; most often cookies have to be deleted.',
  });

const extensionsTooLarge = (): ProblemException =>
  new ProblemException({
    status: 413,
    code: 'BODY_TOO_LARGE',
    title: 'The chunk extensions are too long',
    detail: 'Send the body without chunk extensions.',
  });

const malformed = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'REQUEST_MALFORMED',
    title: 'This is no HTTP request',
    detail: 'The bytes do not follow RFC 9112. A client or a proxy in between is broken, or speaks another protocol.',
  });

const BY_CODE: Readonly<Record<string, () => ProblemException>> = {
  ERR_HTTP_REQUEST_TIMEOUT: late,
  HPE_HEADER_OVERFLOW: headersTooLarge,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: extensionsTooLarge,
};

/** The answer to what the parser refuses. */
export const parserProblem = ({ code = '' }: ParserError): ProblemException => (BY_CODE[code] ?? malformed)();

/** The header `Expect` names something else than `100-continue` (RFC 9110, section 10.1.1). */
export const expectationUnknown = (): ProblemException =>
  new ProblemException({
    status: 417,
    code: 'EXPECTATION_FAILED',
    title: 'The expectation cannot be met',
    detail: 'Leave the header "Expect" out, or send "Expect: 100-continue".',
  });

/** This is no proxy; an empty `Allow` says that the target has no method at all (RFC 9110, section 10.2.1). */
export const connectRefused = (): ProblemException =>
  new ProblemException({
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    title: 'This server is no proxy',
    detail: 'It opens no tunnels. Send the request to the server it is for.',
    headers: { Allow: '' },
  });

/**
 * The host is missing, there twice, malformed, or not that of the target (RFC 9112, sections 3.2 and 3.2.2). Which of two hosts is meant, proxies and
 * servers decide differently, and the site is chosen by it.
 */
export const hostInvalid = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'HOST_INVALID',
    title: 'The host is not clear',
    detail: 'Send one header "Host" with the name and port of the site, the same as in an absolute request target.',
  });
