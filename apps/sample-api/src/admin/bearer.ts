import { type RequestView } from '@nest-privacy/core';

/** The token of the header `Authorization: Bearer <token>` (RFC 6750, section 2.1). */
export const bearerOf = (view: RequestView): string | undefined =>
  /^Bearer +([A-Za-z0-9._~+/-]{1,512}=*)$/i.exec(view.header('authorization') ?? '')?.[1];
