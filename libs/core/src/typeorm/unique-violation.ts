import { driverCodeOf } from './driver-code.js';

const CODES = new Set<unknown>(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

/** Whether an error of either database says that a row with this key exists already. */
export const isUniqueViolation = (error: unknown): boolean => CODES.has(driverCodeOf(error));
