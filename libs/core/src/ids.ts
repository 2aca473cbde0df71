import { uuidv7, V7Generator } from 'uuidv7';

/** A new UUID of version 7 (RFC 9562): unique, and sorted by time so that indexes grow at one end. */
export const newId = (): string => uuidv7();

const given = new V7Generator();
given.setRollbackAllowance(0);

/**
 * The same for a given instant, so that {@link instantOfId} tells it. Ids of one instant that follow one another are in order.
 *
 * @param instant milliseconds since the epoch
 */
export const newIdAt = (instant: number): string => given.generateOrResetWithTs(instant).toString();

/** The instant in a UUID of version 7, in milliseconds since the epoch; without meaning for any other id. */
export const instantOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether `text` is a UUID in lower case. */
export const isId = (text: string): boolean => UUID.test(text);
