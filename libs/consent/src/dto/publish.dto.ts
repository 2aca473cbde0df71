import { type NoticeRenewal } from '../notice/published-notice.js';
import { IsRenewal } from './is-renewal.decorator.js';

/** How a draft is published. */
export class PublishDto {
  @IsRenewal()
  renewal!: NoticeRenewal;
}
