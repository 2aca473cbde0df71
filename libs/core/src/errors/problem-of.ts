import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { DatabaseUnavailableException } from './database-unavailable.exception.js';
import { type Problem } from './problem.js';
import { ProblemException } from './problem.exception.js';

/** What the suite's own controllers answer where they find out and not the framework. */
const CODES: Readonly<Record<number, string>> = { 413: 'BODY_TOO_LARGE', 415: 'MEDIA_TYPE_UNSUPPORTED' };

/** Errors of body parsers and HTTP servers carry the status they mean. */
interface StatusError {
  readonly statusCode?: unknown;
  readonly status?: unknown;
  readonly message?: unknown;
}

const codeOf = (status: number): string => {
  if (status >= 500) return 'INTERNAL_ERROR';
  return CODES[status] ?? (STATUS_CODES[status] ?? 'ERROR').toUpperCase().replaceAll(/[^A-Z]+/g, '_');
};

const plain = (status: number, detail: string, cause?: unknown): ProblemException =>
  new ProblemException({ status, code: codeOf(status), title: STATUS_CODES[status] ?? 'Error', detail, cause });

function detailOf(error: HttpException): string {
  const body = error.getResponse();
  if (typeof body === 'string') return body;
  const { message } = body as { message?: unknown };
  if (Array.isArray(message)) return message.join('; ');
  return typeof message === 'string' ? message : error.message;
}

/**
 * Any error as one of the suite's. Errors of unknown origin become a 500 without their message, for a message may hold personal data; how much was done
 * before they came up is nobody's to say.
 */
export function problemExceptionOf(error: unknown): ProblemException {
  if (error instanceof ProblemException) return error;
  if (error instanceof HttpException) return plain(error.getStatus(), detailOf(error), error);
  const unavailable = DatabaseUnavailableException.of(error);
  if (unavailable) return unavailable;
  const { statusCode, status, message } = (error ?? {}) as StatusError;
  const claimed = statusCode ?? status;
  if (typeof claimed === 'number' && claimed >= 400 && claimed < 500) return plain(claimed, String(message), error);
  return plain(500, 'The server failed. Try again, and tell the operator if it stays.', error);
}

/** The problem document of any error; see {@link problemExceptionOf}. */
export const problemOf = (error: unknown): Problem => problemExceptionOf(error).problem;
