export { loadLater as loadTools } from './load-later.js';
