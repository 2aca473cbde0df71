import { ListOf } from '@nest-privacy/core/validation';
import { Equals } from 'class-validator';
import { EXPORT_FORMAT } from '../exchange/export-document.js';
import { LIMITS } from '../content/limits.js';
import { ImportedItemDto } from './imported-item.dto.js';

/** An export, coming back. */
export class ImportDocumentDto {
  @Equals(EXPORT_FORMAT, { message: `format must be "${EXPORT_FORMAT}"` })
  format!: typeof EXPORT_FORMAT;

  @Equals(1, { message: 'version must be 1' })
  version!: 1;

  @ListOf(ImportedItemDto, LIMITS.items)
  items!: ImportedItemDto[];
}
