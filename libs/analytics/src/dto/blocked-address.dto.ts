import { PlainText } from '@nest-privacy/core/validation';
import { IsOptional, IsString } from 'class-validator';

/** An address or network as an administrator blocks it. */
export class BlockedAddressDto {
  /** Such as `203.0.113.7`, `203.0.113.0/24` or `2001:db8::/32`. */
  @PlainText(64)
  network!: string;

  /** Id of the site. @default all */
  @IsOptional()
  @PlainText(64)
  site?: string | null;

  /** Why, for whoever reads the list later. */
  @PlainText(200)
  reason!: string;

  /** A point in time such as `2026-06-15T12:00:00Z`. @default never */
  @IsOptional()
  @IsString({ message: '$property must be text' })
  expiresAt?: string | null;
}
