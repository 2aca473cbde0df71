import { PageCursor } from '@nest-privacy/core/validation';

/** Where a check goes on. */
export class VerifyQuery {
  /** `nextCursor` of the part before. @default the first entry */
  @PageCursor()
  cursor?: string;
}
