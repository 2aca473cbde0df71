export {
  type ConsentClient,
  type ConsentClientOptions,
  type ConsentListener,
  type DecideOptions,
  type ShownNotice,
} from './client/consent-client.options.js';
export { createConsentClient } from './client/create-consent-client.js';
export { type QueuedCall } from './client/serve-calls.js';
export { sharedClient } from './client/shared-client.js';
export { type ConsentState, type Decision, type Regime, type Signals } from './state/consent-state.js';
export { type PageSettings, type Renewal, type Span } from './state/page-settings.js';
export {
  type NoticeButton,
  type NoticeCookie,
  type NoticeItem,
  type NoticeLink,
  type NoticeMessage,
  type NoticeSurface,
  type NoticeWish,
  type PublicNotice,
  type PublicNoticeCategory,
} from './state/public-notice.js';
export { ConsentError } from './transport/consent-error.js';
export { type Fetch } from './transport/fetch.js';
