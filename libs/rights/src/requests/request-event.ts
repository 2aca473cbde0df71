import { type ErasureStep } from '@nest-privacy/core';
import { type SealedReason } from '../reasons/reason-cipher.js';
import { type RequestState } from './request-state.js';

/** Something that happened to a request. Holds no personal data, but for what an administrator may have written as reason. */
export type RequestEvent =
  | {
      readonly type: 'state';
      readonly state: RequestState;
      /** What an administrator gave; empty where the key is gone that it was encrypted by. */
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

type Kept<E> = E extends { readonly reason?: string }
  ? Omit<E, 'reason'> & { readonly reason?: string | SealedReason }
  : E;

/** The same as it is kept: reasons encrypted. Those of version 0.1 stand there as they were given. */
export type KeptEvent = Kept<RequestEvent>;
