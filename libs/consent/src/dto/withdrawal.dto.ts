import { type ConsentCategory } from '@nest-privacy/core';
import { IsId, PlainText } from '@nest-privacy/core/validation';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, ValidateIf } from 'class-validator';
import { MayBeLeftOut } from './may-be-left-out.decorator.js';

const MOST = 64;

/** What somebody takes back by an administrator. */
export class WithdrawalDto {
  /** Needed without a user; with one only this subject of theirs. */
  @ValidateIf(({ subjectId, userId }: WithdrawalDto) => subjectId !== undefined || userId === undefined)
  @IsId()
  subjectId?: string;

  /** The application's id of the user: all subjects of theirs. */
  @MayBeLeftOut()
  @PlainText(255)
  userId?: string;

  /** @default all sites */
  @MayBeLeftOut()
  @PlainText(64)
  site?: string;

  /** @default all optional ones */
  @MayBeLeftOut()
  @IsArray({ message: '$property must be a list' })
  @ArrayMinSize(1, { message: '$property must have 1 element or more' })
  @ArrayMaxSize(MOST, { message: `$property must have ${MOST} elements at most` })
  @IsString({ each: true, message: '$property must be names of categories' })
  categories?: ConsentCategory[];
}
