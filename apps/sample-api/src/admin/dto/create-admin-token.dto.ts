import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsISO8601, IsOptional } from 'class-validator';
import { type AdminScope } from '@nest-privacy/core';
import { PlainText } from '@nest-privacy/core/validation';
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

  /** Default: never. */
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  expiresAt?: string;
}
