/** What makes a list of entries one that can be checked: canonical JSON, Merkle trees and signed heads. It knows nothing of what is sealed. */
export { canonicalJson, canonicalSha256 } from './canonical-json.js';
