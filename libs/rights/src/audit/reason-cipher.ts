import { DataKey, DecryptionError, EnvelopeKeys } from '@nest-privacy/core/kit';

/** A reason as an entry keeps it. */
export interface SealedReason {
  readonly reasonKey: string | null;
  readonly reason: string | null;
}

const NONE: SealedReason = { reasonKey: null, reason: null };

/** Encrypts the reasons of entries, each with a key of its own, for people write names into them. */
export class ReasonCipher {
  private readonly keys: EnvelopeKeys;

  constructor(secrets: readonly string[]) {
    this.keys = new EnvelopeKeys(secrets, 'rights-audit-reason', 'RightsModule option "encryptionKeys"');
  }

  /** @param entryId which the reason cannot be moved away from */
  seal(entryId: string, reason: string | null): SealedReason {
    if (reason === null) return NONE;
    const key = DataKey.random();
    const context = ['audit-reason', entryId];
    return { reasonKey: this.keys.wrap(key, context), reason: key.encrypt(reason, context) };
  }

  /** What {@link seal} was given; `null` where there is none, or its key is no longer known. */
  open(entryId: string, { reasonKey, reason }: SealedReason): string | null {
    if (reasonKey === null || reason === null) return null;
    const context = ['audit-reason', entryId];
    try {
      return this.keys.unwrap(reasonKey, context).decrypt(reason, context);
    } catch (error) {
      if (error instanceof DecryptionError) return null;
      throw error;
    }
  }
}
