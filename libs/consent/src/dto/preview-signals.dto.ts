import { IsBoolean, IsOptional } from 'class-validator';

/** What the visitor's browser would say by itself. */
export class PreviewSignalsDto {
  /** @default false */
  @IsOptional()
  @IsBoolean({ message: '$property must be true or false' })
  gpc?: boolean;

  /** @default null */
  @IsOptional()
  @IsBoolean({ message: '$property must be true, false or null' })
  dnt?: boolean | null;
}
