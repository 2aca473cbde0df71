export { FakeConsentReader } from './fake-consent-reader.js';
export { mintConsent, type MintedConsent, type MintedConsentOptions } from './mint-consent.js';
