import { type Provider } from '@nestjs/common';
import { CnilGate } from './cnil-gate.js';
import { ConsentPolicy } from './consent-policy.js';
import { PolicyPreview } from './policy-preview.js';
import { PolicyDecisions } from './policy-decisions.js';

/** What says which law holds, and keeps what it said. */
export const POLICY_PROVIDERS: Provider[] = [ConsentPolicy, PolicyDecisions, PolicyPreview, CnilGate];
