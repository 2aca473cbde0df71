import { hexOf, uuidOf } from '../state/uuid.js';

/** A new UUID of version 7 (RFC 9562, section 5.7). Works without a secure context, where `crypto.randomUUID` is missing. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  const random = hexOf(bytes);
  const time = Date.now().toString(16).padStart(12, '0');
  return uuidOf(`${time}7${random.slice(0, 3)}${'89ab'[bytes[9]! & 3]}${random.slice(3, 18)}`);
}
