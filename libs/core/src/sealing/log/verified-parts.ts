import { type LogVerifier, UNVERIFIED, type VerifiedPart } from './log-verifier.js';

/** Checks a log from the first entry to the last, or to the first part that is not whole, in bounded memory. The last part is done. */
export async function* verifiedParts(verifier: LogVerifier): AsyncGenerator<VerifiedPart, void> {
  for (let until = UNVERIFIED; ;) {
    const part = await verifier.part(until);
    yield part;
    if (part.isDone) return;
    ({ until } = part);
  }
}
