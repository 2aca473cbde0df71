import { later } from './later.js';
import type * as gate from './start-gate-by-notice.js';

/** What the build says of the file. */
declare const GATE_FILE: string;
declare const GATE_INTEGRITY: string;

export const loadGate = later<typeof gate>(GATE_FILE, GATE_INTEGRITY);
