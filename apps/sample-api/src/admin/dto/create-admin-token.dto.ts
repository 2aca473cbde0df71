import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { type AdminScope } from '@nest-privacy/core';
import { IsDayOrInstant, PlainText } from '@nest-privacy/core/validation';
import { EVERY_SCOPE } from '../admin-scopes.js';

/** The body of `POST /admin/tokens`. */
export class CreateAdminTokenDto {
  @PlainText(100)
  label!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(EVERY_SCOPE.length)
  @ArrayUnique()
  @IsIn(EVERY_SCOPE, { each: true })
  scopes!: AdminScope[];

  /** A point in time, or the day (UTC) at whose beginning the token ends. Default: never. */
  @IsOptional()
  @IsDayOrInstant()
  expiresAt?: string;
}
