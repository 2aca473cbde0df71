export { parseSamples, type Sample } from './parse-samples.js';
export { RememberingMetrics } from './remembering-metrics.js';
