import { IsLanguage, PlainText } from '@nest-privacy/core/validation';
import { IsOptional } from 'class-validator';
import { NOTICE_LIMITS } from '../notice/content/notice-limits.js';

/** Which wording of a notice. */
export class NoticeQuery {
  /** BCP 47. @default by `Accept-Language` */
  @IsOptional()
  @IsLanguage()
  language?: string;

  /** @default the notice's own wording */
  @IsOptional()
  @PlainText(NOTICE_LIMITS.variantName)
  variant?: string;
}
