import 'reflect-metadata';
import { KeyRotation, RightsModule } from '@nest-privacy/rights';
import { rightsOptions } from '../privacy/rights-options.js';
import { rewrapKeys } from './rewrap-keys.js';

/** The keys of all open requests; whose work is left to those who know all that is kept of a person. */
rewrapKeys(
  (settings) => RightsModule.forRoot({ ...rightsOptions(settings), erasures: 'leave', routes: 'none' }),
  KeyRotation,
  'no open request needs an older key any more. Reasons do, in the audit log and in the history of requests: keep it in the list for as long as they are to be read',
);
