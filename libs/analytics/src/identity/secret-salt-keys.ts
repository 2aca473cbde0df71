import { derive, type SaltKeys } from './salt-keys.js';

/** Keys that follow from one secret, as long as somebody knows it: they are destroyed by replacing it. */
export class SecretSaltKeys implements SaltKeys {
  constructor(private readonly secret: string | Buffer) {}

  of(day: string): Buffer {
    return derive(this.secret, '', `salt-key:${day}`);
  }

  forgetBefore(): void {}
}
