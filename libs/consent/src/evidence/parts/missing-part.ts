import { type MissingPart, type MissingReason } from '../evidence-file.js';

/** Says that a part is not there, and why. */
export const missing = (reason: MissingReason, says: string): MissingPart => ({ status: 'missing', reason, says });
