import { Reflector } from '@nestjs/core';

/** What {@link TrackPage} says of a page. */
export interface PageDescription {
  /** Title of the page. @default none */
  readonly title?: string;
  /** Stable name that outlives a change of its path. @default none */
  readonly name?: string;
}

/** Metadata of {@link TrackPage} and {@link NoTrack}. On a method it replaces what its class says. */
export const PAGE_METADATA = Reflector.createDecorator<PageDescription | false>({
  key: '@nest-privacy/analytics:page',
});
