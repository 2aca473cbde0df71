export {
  type Gate,
  type GateClient,
  type GateEntry,
  type GateOptions,
  type GateStatus,
  type ReloadOffer,
  type Trace,
} from './gate.options.js';
export { noticeTraces } from './notice-traces.js';
export { type PageSoFar } from './page-so-far.js';
export { startGate } from './start-gate.js';
