import { PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';

/** Where the lines of an import are from, and whose they are to be. */
export class ImportQuery {
  /** A source of the option `import`. */
  @PlainText(32)
  source!: string;

  /** @default the site of the request's host */
  @IsOptional()
  @PlainText(64)
  site?: string;
}
