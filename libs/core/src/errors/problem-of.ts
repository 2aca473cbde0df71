import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { DatabaseUnavailableException } from './database-unavailable.exception.js';
import { type Problem, problemType } from './problem.js';
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

const plain = (status: number, detail: string): Problem => ({
  type: problemType(codeOf(status)),
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  code: codeOf(status),
});

function detailOf(error: HttpException): string {
  const body = error.getResponse();
  if (typeof body === 'string') return body;
  const { message } = body as { message?: unknown };
  if (Array.isArray(message)) return message.join('; ');
  return typeof message === 'string' ? message : error.message;
}

/**
 * The problem document of any error. Errors of unknown origin become a 500 without their message, for a message may hold
 * personal data.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemException) return error.problem;
  if (error instanceof HttpException) return plain(error.getStatus(), detailOf(error));
  const unavailable = DatabaseUnavailableException.of(error);
  if (unavailable) return unavailable.problem;
  const { statusCode, status, message } = (error ?? {}) as StatusError;
  const claimed = statusCode ?? status;
  if (typeof claimed === 'number' && claimed >= 400 && claimed < 500) return plain(claimed, String(message));
  return plain(500, 'The server failed; nothing was changed. Try again, and tell the operator if it stays.');
}
