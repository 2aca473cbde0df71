export { StaticCatalogue } from './static-catalogue.js';
export { trackingItemInput } from './tracking-item-input.js';
