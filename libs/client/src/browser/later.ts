export * from '../element/views.js';
export { startGateByNotice as startGate } from './start-gate-by-notice.js';
