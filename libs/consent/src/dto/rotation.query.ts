import { parseWholeNumber } from '@nest-privacy/core/kit';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** A week: by then every receiver has the new secret. */
export const LONGEST_OVERLAP_SECONDS = 604_800;

/** How a secret is rotated. */
export class RotationQuery {
  /** For which the secrets before sign beside the new one; 0 where others know them. @default the option `outbox.secretOverlap` */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => parseWholeNumber(value) ?? value)
  @IsInt({ message: '$property must be a whole number' })
  @Min(0, { message: '$property must be 0 at least' })
  @Max(LONGEST_OVERLAP_SECONDS, { message: `$property must be ${LONGEST_OVERLAP_SECONDS} at most` })
  overlapSeconds?: number;
}
