import { IsOptional, Matches } from 'class-validator';
import { TrackingItemDto } from './tracking-item.dto.js';

/** An item of an import: it may bring its id. */
export class ImportedItemDto extends TrackingItemDto {
  @IsOptional()
  @Matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, {
    message: 'id must be a UUID in lower case',
  })
  id?: string | null;
}
