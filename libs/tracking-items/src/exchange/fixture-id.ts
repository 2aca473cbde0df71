import { createHash } from 'node:crypto';
import { idOfBits } from '@nest-privacy/core/kit';

/** The id of an item that came from Django, made of its primary key, so that importing the same fixture again changes the same items. */
export const fixtureId = (pk: string | number): string =>
  idOfBits(createHash('sha256').update(`django_privacy_mgmt.trackingitem:${pk}`).digest());
