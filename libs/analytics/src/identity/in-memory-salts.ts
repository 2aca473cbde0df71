import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { SALT_SWEEP, SaltMemory } from './salt-memory.js';
import { type SaltSource } from './salt-source.js';

const BYTES = 32;

/** Random salts in the memory of this process alone, for an application that is one: visitors without consent count once per process and start. */
@Injectable()
export class InMemorySalts implements SaltSource {
  private readonly memory: SaltMemory;
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(Clock) clock: Clock) {
    this.memory = new SaltMemory(clock);
  }

  saltOf(day: string): Promise<Buffer | null> {
    if (day < this.memory.oldest) return Promise.resolve(null);
    const salt = this.memory.get(day) ?? randomBytes(BYTES);
    this.memory.set(day, salt);
    return Promise.resolve(salt);
  }

  start(): Promise<void> {
    this.timer = setInterval(() => this.memory.forget(), SALT_SWEEP);
    this.timer.unref();
    return Promise.resolve();
  }

  stop(): void {
    clearInterval(this.timer);
    this.memory.clear();
  }
}
