/** The server was not reached, or refused. */
export class ConsentError extends Error {
  constructor(
    /** HTTP status; 0 when the server was not reached. */
    readonly status: number,
    /** The problem document's stable code; `UNREACHABLE` when there is none. */
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ConsentError';
  }

  /** Whether the same request may succeed later; a decision is then kept and sent again by the next `load()`. */
  get temporary(): boolean {
    return this.status === 0 || this.status >= 500 || [408, 425, 429].includes(this.status);
  }
}
