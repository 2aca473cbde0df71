import { createHash } from 'node:crypto';

/**
 * The id of an item that came from Django: a UUID of version 8 (RFC 9562, section 5.8) made of its primary key, so that importing the same fixture again
 * changes the same items.
 */
export function fixtureId(pk: string | number): string {
  const bytes = createHash('sha256').update(`django_privacy_mgmt.trackingitem:${pk}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
