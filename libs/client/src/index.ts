export { createConsentClient } from './consent-client.js';
export {
  type ConsentClient,
  type ConsentClientOptions,
  type ConsentListener,
  type DecideOptions,
  type Fetch,
} from './consent-client.options.js';
export { ConsentError } from './consent-error.js';
export { type ConsentState, type Decision } from './consent-state.js';
