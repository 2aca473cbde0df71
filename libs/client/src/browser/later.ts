export * from '../element/views.js';
export { erase } from '../gate/erase.js';
export { offerReload } from '../gate/offer-reload.js';
