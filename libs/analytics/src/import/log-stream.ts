import { type LogInput } from './log-input.js';
import { logUnreadable } from './log-unreadable.js';
import { unpacked } from './unpacked.js';

/** A log that comes along and can be read but once, such as the standard input. */
export class LogStream implements LogInput {
  readonly size = undefined;
  consumed = 0;

  /** @param name as people call it, in messages */
  constructor(
    readonly name: string,
    private readonly bytes: AsyncIterable<Buffer>,
  ) {}

  head(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async *chunks(): AsyncGenerator<Buffer> {
    try {
      yield* unpacked(this.counted());
    } catch (error) {
      throw logUnreadable(this.name, error);
    }
  }

  private async *counted(): AsyncGenerator<Buffer> {
    for await (const chunk of this.bytes) {
      this.consumed += chunk.length;
      yield chunk;
    }
  }
}
