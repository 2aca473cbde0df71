import { type RequestView } from '@nest-privacy/core';

/** The media type of a request's body, in lower case and without parameters; empty when it names none. */
export const mediaTypeOf = (view: RequestView): string =>
  (view.header('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase();
