import { BoundedMap } from '@nest-privacy/core/kit';
import { derive } from '../identity/salt-keys.js';
import { type SaltSource } from '../identity/salt-source.js';

const DAYS_KEPT = 400;

/**
 * The salts of the days of a log. Of a day whose salt the application still has, it is that one, so that a visitor is the same as in live requests. That of an older day is
 * destroyed, and another follows from the import's own secret, which lasts no longer than the import.
 */
export class ImportSalts implements Pick<SaltSource, 'saltOf'> {
  private readonly known = new BoundedMap<string, Buffer>(DAYS_KEPT);

  /** @param live the application's own */
  constructor(
    private readonly live: Pick<SaltSource, 'saltOf'>,
    private readonly secret: Buffer,
  ) {}

  async saltOf(day: string): Promise<Buffer> {
    const known = this.known.get(day);
    if (known) return known;
    const salt = (await this.live.saltOf(day)) ?? derive(this.secret, '', `import-salt:${day}`);
    this.known.set(day, salt);
    return salt;
  }
}
