import { HttpException } from '@nestjs/common';
import { type Problem, type ProblemPart, problemType } from './problem.js';

/** What the thrower says; `type` follows from `code`. */
export interface ProblemDescription {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly ProblemPart[];
  /** Further members of the document, such as `categories`. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** The same for people, as a page (HTML), where somebody sent a form with a browser and understands no document. @default the document alone */
  readonly page?: string | undefined;
  /** Response headers that belong to the answer, such as `Retry-After`; set by the {@link ProblemFilter}. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/**
 * An error that is a problem document (RFC 9457). Recognise it by `code`, not by `instanceof`. Nest's own filter sends the body as
 * `application/json`; bind {@link ProblemFilter} for the right media type.
 */
export class ProblemException extends HttpException {
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What is shown to people in place of the document; `undefined` where programs asked. */
  readonly page: string | undefined;
  /** Where GraphQL looks for what to tell beside the message. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(description: ProblemDescription) {
    const { status, code, title, detail, errors, extensions, headers, page, cause } = description;
    const problem: Problem = {
      type: problemType(code),
      title,
      status,
      detail,
      code,
      ...(errors && { errors }),
      ...extensions,
    };
    super(problem, status, { cause, description: detail });
    this.message = detail; // Nest would say "Problem Exception", of which no log and no other filter learns anything
    this.code = code;
    this.headers = headers ?? {};
    this.page = page;
    this.extensions = { code, ...(errors && { errors }), ...extensions };
  }

  /** The same problem, shown to people as a page. */
  shownAs(page: string): ProblemException {
    const { type: _type, errors, ...document } = this.problem;
    const { code: _code, errors: _errors, ...extensions } = this.extensions;
    const { headers } = this;
    return new ProblemException({
      ...document,
      ...(errors && { errors }),
      extensions,
      headers,
      page,
      cause: this.cause,
    });
  }

  /** The document that is sent. */
  get problem(): Problem {
    return this.getResponse() as Problem;
  }
}
