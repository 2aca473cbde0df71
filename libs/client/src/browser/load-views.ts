export { loadLater as loadViews } from './load-later.js';
