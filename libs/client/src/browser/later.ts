export * from '../element/views.js';
export { unpack } from '../gate/template.js';
export { takeBackByNotice } from './take-back-by-notice.js';
