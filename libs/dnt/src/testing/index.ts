export { FixedPrivacySignals } from './fixed-privacy-signals.js';
