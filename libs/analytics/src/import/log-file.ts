import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type LogInput } from './log-input.js';
import { logUnreadable } from './log-unreadable.js';
import { unpacked } from './unpacked.js';

const HEAD_BYTES = 65_536;
const CHUNK_BYTES = 262_144;

/** A log in a file, plain or packed by gzip. */
export class LogFile implements LogInput {
  consumed = 0;

  private constructor(
    readonly name: string,
    readonly size: number,
  ) {}

  /** @throws ConfigurationError `ACCESS_LOG_UNREADABLE` */
  static async of(path: string): Promise<LogFile> {
    let file: FileHandle | undefined;
    try {
      file = await open(path);
      const about = await file.stat();
      if (about.isDirectory()) throw new Error('it is a folder');
      return new LogFile(path, about.size);
    } catch (error) {
      throw logUnreadable(path, error);
    } finally {
      await file?.close();
    }
  }

  async head(): Promise<Buffer> {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of this.read(0)) {
      parts.push(part);
      if ((length += part.length) >= HEAD_BYTES) break;
    }
    this.consumed = 0;
    return Buffer.concat(parts).subarray(0, HEAD_BYTES);
  }

  chunks(from: number): AsyncIterable<Buffer> {
    return this.read(from);
  }

  private async *read(from: number): AsyncGenerator<Buffer> {
    let left = from;
    try {
      for await (const chunk of unpacked(this.counted())) {
        if (left < chunk.length) yield left === 0 ? chunk : chunk.subarray(left);
        left = Math.max(0, left - chunk.length);
      }
    } catch (error) {
      throw logUnreadable(this.name, error);
    }
  }

  private async *counted(): AsyncGenerator<Buffer> {
    this.consumed = 0;
    for await (const chunk of createReadStream(this.name, { highWaterMark: CHUNK_BYTES })) {
      this.consumed += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
  }
}
