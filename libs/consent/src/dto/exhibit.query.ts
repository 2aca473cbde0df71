import { PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';

/** Of which site. */
export class ExhibitQuery {
  /** @default the site of the request's host */
  @IsOptional()
  @PlainText(64)
  site?: string;
}
