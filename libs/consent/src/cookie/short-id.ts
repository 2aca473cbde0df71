import { isId } from '@nest-privacy/core/kit';

/** A UUID in 22 characters of base64url. */
export const shortenId = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

/** The UUID behind {@link shortenId}; `undefined` when there is none. */
export function restoreId(short: string): string | undefined {
  if (short.length !== 22) return undefined;
  const hex = Buffer.from(short, 'base64url').toString('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return isId(id) ? id : undefined;
}
