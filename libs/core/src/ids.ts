import { uuidv7 } from 'uuidv7';

/** A new UUID of version 7 (RFC 9562): unique, and sorted by time so that indexes grow at one end. */
export const newId = (): string => uuidv7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether `text` is a UUID in lower case. */
export const isId = (text: string): boolean => UUID.test(text);
