import { PlainText } from '@nest-privacy/core/validation';
import { IsOptional, IsString, ValidateIf } from 'class-validator';

/** What may be changed of a blocked address (RFC 7396): what is left out stays. */
export class BlockedAddressChangeDto {
  @ValidateIf((_object, value: unknown) => value !== undefined)
  @PlainText(200)
  reason?: string;

  /** `null` for never. */
  @IsOptional()
  @IsString({ message: '$property must be text' })
  expiresAt?: string | null;
}
