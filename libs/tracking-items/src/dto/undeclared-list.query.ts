import { PageQuery, PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';

/** Query of the list of cookies that the catalogue does not know. */
export class UndeclaredListQuery extends PageQuery {
  /** @default that of the host */
  @IsOptional()
  @PlainText(64)
  site?: string;
}
