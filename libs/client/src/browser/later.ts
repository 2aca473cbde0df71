export * from '../element/views.js';
export { starter } from '../gate/script.js';
export { unpack } from '../gate/template.js';
export { takeBackByNotice as takeBack } from './take-back-by-notice.js';
