import { createHash } from 'node:crypto';
import { type SaltSource } from '../identity/salt-source.js';

/** Salts that follow from their day, so that a test knows them. Never for anything but tests: whoever can compute a salt can undo it. */
export class InMemorySalts implements SaltSource {
  saltOf(day: string): Promise<Buffer> {
    return Promise.resolve(createHash('sha256').update(day).digest());
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): void {}
}
