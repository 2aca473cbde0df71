/** What is asked for. */
export type RequestKind = 'export' | 'erase';

/** Who asks: the person, or an administrator for them. */
export type RequestOrigin = 'person' | 'administrator';

/** Where a request stands. The last three are final, but for `failed`, which an administrator may have tried again or refuse. */
export type RequestState = 'received' | 'verifying' | 'in-progress' | 'completed' | 'refused' | 'failed';

/** All of them, in their order. */
export const REQUEST_STATES: readonly RequestState[] = [
  'received',
  'verifying',
  'in-progress',
  'completed',
  'refused',
  'failed',
];

/** What an administrator can do about a request. */
export type RequestAction = 'approve' | 'extend' | 'refuse' | 'retry';

/** All of them. */
export const REQUEST_ACTIONS: readonly RequestAction[] = ['approve', 'extend', 'refuse', 'retry'];

const UPON: Readonly<Record<RequestAction, readonly RequestState[]>> = {
  approve: ['verifying'],
  extend: ['received', 'verifying', 'in-progress', 'failed'],
  refuse: ['received', 'verifying', 'failed'],
  retry: ['failed'],
};

/** Whether a request in this state can be acted upon so. What is half erased can no longer be refused, unless it failed. */
export const isPossible = (action: RequestAction, state: RequestState): boolean => UPON[action].includes(state);
