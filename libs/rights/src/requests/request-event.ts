import { type ErasureStep } from '@nest-privacy/core';
import { type RequestState } from './request-state.js';

/** Something that happened to a request. Holds no personal data. */
export type RequestEvent =
  | {
      readonly type: 'state';
      readonly state: RequestState;
      /** What an administrator gave. */
      readonly reason?: string;
    }
  | { readonly type: 'extended'; readonly until: string; readonly reason: string }
  | {
      readonly type: 'step';
      readonly contributor: string;
      readonly pass: 1 | 2;
      readonly step: ErasureStep;
    }
  | { readonly type: 'failure'; readonly contributor: string; readonly fault: string };
