import { resolve } from 'node:path';
import { FileAnchor } from '@nest-privacy/core/sealing';
import { type RightsModuleOptions } from '@nest-privacy/rights';
import { type Settings } from '../config/settings.js';

/** What rights are told of the settings. A worker knows nothing of consent, so that it leaves erasures to those who do. */
export function rightsOptions({ environment, secrets, ledgerKeys: sealKeys }: Settings): RightsModuleOptions {
  return {
    secrets,
    encryptionKeys: environment.ENCRYPTION_KEYS,
    sealKeys,
    anchors: environment.AUDIT_ANCHOR_FILE ? [new FileAnchor(resolve(environment.AUDIT_ANCHOR_FILE))] : [],
    allowedOrigins: environment.CORS_ORIGINS,
    erasures: environment.ROLE === 'worker' ? 'leave' : 'run',
  };
}
