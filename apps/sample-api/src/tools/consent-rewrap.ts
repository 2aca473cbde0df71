import 'reflect-metadata';
import { ConsentModule, KeyRotation } from '@nest-privacy/consent';
import { consentOptions } from '../privacy/consent-options.js';
import { rewrapKeys } from './rewrap-keys.js';

/** The keys of all subjects and webhooks. */
rewrapKeys(
  (settings) => ConsentModule.forRoot({ ...consentOptions(settings), routes: 'none' }),
  KeyRotation,
  'nothing of subjects and webhooks needs an older key any more',
);
