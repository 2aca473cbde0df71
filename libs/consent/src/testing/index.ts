export { consentEntry } from './consent-entry.js';
export { ConsentTestingModule, type ConsentTestingOptions } from './consent-testing.module.js';
export { CONSENT_WRITER_CONTRACT, type ConsentWriterContract, type WrittenLedger } from './consent-writer-contract.js';
export { consentTerms } from './consent-terms.js';
export { FakeConsentReader } from './fake-consent-reader.js';
export { mintConsent, type MintedConsent, type MintedConsentOptions } from './mint-consent.js';
export { testNotice } from './test-notice.js';
