/** A request as the log of a web server tells it. */
export interface LoggedRequest {
  /** When it came, in milliseconds since the epoch. */
  readonly at: number;
  readonly address: string;
  /** Empty where what was sent is no request, as when somebody speaks TLS to a port that does not. */
  readonly method: string;
  /** The request target with its query, as it was sent. */
  readonly target: string;
  readonly status: number;
  /** In lower case; empty where the log does not tell. */
  readonly host: string;
  readonly referrer: string | undefined;
  /** `undefined` where none was sent, `null` where the log does not tell. */
  readonly userAgent: string | null | undefined;
  /** `Accept-Language`, where the log tells. */
  readonly language: string | undefined;
}
