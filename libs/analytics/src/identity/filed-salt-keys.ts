import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Logger } from '@nestjs/common';
import { type Clock, ConfigurationError, days } from '@nest-privacy/core';
import { derive, type SaltKeys } from './salt-keys.js';

/** The key of a day, from which those of later days follow and those of earlier ones do not. */
interface DayKey {
  readonly day: string;
  readonly key: Buffer;
}

const LINE = /^(\d{4}-\d\d-\d\d) ([0-9a-f]{64})\n$/;

const lineOf = ({ day, key }: DayKey): string => `${day} ${key.toString('hex')}\n`;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const dayAfter = (day: string): string => dayOf(Date.parse(day) + days(1));

/** The key as of a later day; each is a one-way function of the one before. */
function forwarded(from: DayKey, day: string): DayKey {
  let state = from;
  while (state.day < day) state = { day: dayAfter(state.day), key: derive(state.key, '', 'next-salt-key') };
  return state;
}

/**
 * Keys in a chain, of which a file keeps the oldest that is still needed and is overwritten as days pass: what it held before cannot be computed from
 * what it holds (forward secrecy). Processes may share the file, and hosts may each have a copy of it, for all come to the same keys.
 */
export class FiledSaltKeys implements SaltKeys {
  private readonly logger = new Logger(FiledSaltKeys.name);

  constructor(
    private readonly path: string,
    private readonly clock: Clock,
  ) {}

  /** @throws ConfigurationError `SALT_KEY_FILE_UNUSABLE` */
  of(day: string): Buffer | null {
    const state = this.guarded(() => this.current());
    return day < state.day ? null : forwarded(state, day).key;
  }

  /** @throws ConfigurationError `SALT_KEY_FILE_UNUSABLE` */
  forgetBefore(day: string): void {
    this.guarded(() => {
      const state = this.current();
      if (state.day < day) this.replace(forwarded(state, day));
    });
  }

  private current(): DayKey {
    const today = dayOf(this.clock.now());
    const state = this.read() ?? this.create(today);
    if (state.day <= today) return state;
    this.logger.warn(`the salt key was of ${state.day}: a clock ran ahead, and there is a new key from today on`);
    return this.replace({ day: today, key: randomBytes(32) });
  }

  private read(): DayKey | undefined {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const [, day, key] = LINE.exec(text) ?? [];
    if (day === undefined || key === undefined) throw new Error('it does not hold a day and a key');
    return { day, key: Buffer.from(key, 'hex') };
  }

  /** Of processes that start at once the first wins: a file appears whole or not at all. */
  private create(day: string): DayKey {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const draft = this.draft({ day, key: randomBytes(32) });
    try {
      linkSync(draft, this.path);
      this.logger.log(`made a salt key that moves on each day in ${this.path}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
    return this.read()!;
  }

  /** What the file held before is overwritten where it stood, as far as the disk does what it is told. */
  private replace(state: DayKey): DayKey {
    const before = openSync(this.path, 'r+');
    try {
      renameSync(this.draft(state), this.path);
      writeSync(before, '\0'.repeat(lineOf(state).length), 0);
      fsyncSync(before);
    } finally {
      closeSync(before);
    }
    return state;
  }

  private draft(state: DayKey): string {
    const path = `${this.path}.${randomBytes(6).toString('hex')}`;
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, lineOf(state));
    fsyncSync(file);
    closeSync(file);
    return path;
  }

  private guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new ConfigurationError({
        code: 'SALT_KEY_FILE_UNUSABLE',
        what: `the file ${this.path} cannot be used: ${(error as Error).message}`,
        where: 'AnalyticsModule option "saltKey"',
        remedy:
          'name a file that this process may read and replace, or delete it and let a new one be made: today’s visitors count anew then',
      });
    }
  }
}
