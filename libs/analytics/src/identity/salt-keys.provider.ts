import { randomBytes } from 'node:crypto';
import { type Provider } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { AnalyticsConfig } from '../analytics.config.js';
import { FiledSaltKeys } from './filed-salt-keys.js';
import { SaltKeys } from './salt-keys.js';
import { SecretSaltKeys } from './secret-salt-keys.js';

/** The keys that the option `saltKey` asks for; a process that derives no visitors needs none, and makes no file. */
function saltKeysFor({ saltKey, secrets, role }: AnalyticsConfig, clock: Clock): SaltKeys {
  if (role === 'process') return new SecretSaltKeys(randomBytes(32));
  if (saltKey !== null)
    return typeof saltKey === 'string' ? new SecretSaltKeys(saltKey) : new FiledSaltKeys(saltKey.file, clock);
  return new SecretSaltKeys(secrets[0] ?? randomBytes(32));
}

export const SALT_KEYS_PROVIDER: Provider = {
  provide: SaltKeys,
  inject: [AnalyticsConfig, Clock],
  useFactory: saltKeysFor,
};
