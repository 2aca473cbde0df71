import { PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';

/** What an item says in one language. */
export class TrackingItemTextDto {
  @PlainText(1_024)
  name!: string;

  @IsOptional()
  @PlainText(10_000)
  purpose?: string | null;

  @IsOptional()
  @PlainText(255)
  lifetime?: string | null;

  @IsOptional()
  @PlainText(1_024)
  domain?: string | null;
}
