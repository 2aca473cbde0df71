import { createHash } from 'node:crypto';
import { days } from '@nest-privacy/core';
import { idOfBits, instantOfId } from '@nest-privacy/core/kit';

const VERSION_AT = 14;
/** How far a client's clock may be off. */
const TOLERANCE = days(1);

/**
 * The id of an event whose sender gave it one that tells no time, or a wrong one: a UUID of version 8 (RFC 9562, section 5.8) from the SHA-256 of site and id. It is
 * the same each time, so that the event still counts once, and stands beside the ids that are sorted by time.
 */
export const foreignIdOf = (site: string, id: string): string =>
  idOfBits(
    createHash('sha256')
      .update(JSON.stringify([site, id]))
      .digest(),
  );

/**
 * The id under which an event of a client is kept: its own where that is a UUID of version 7 made within a day of now, else {@link foreignIdOf}.
 *
 * @param id a UUID in lower case
 * @param now milliseconds since the epoch
 */
export const acceptedId = (site: string, id: string, now: number): string =>
  id[VERSION_AT] === '7' && Math.abs(instantOfId(id) - now) <= TOLERANCE ? id : foreignIdOf(site, id);
