import { PlainText } from '@nest-privacy/core/validation';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional } from 'class-validator';
import { CONSENT_EVENT_TYPES, type ConsentEventType } from '../decision/event-type.js';
import { MayBeLeftOut } from './may-be-left-out.decorator.js';

/** What may be changed of a webhook; what is left out stays. */
export class WebhookChangeDto {
  @MayBeLeftOut()
  @PlainText(2_048)
  url?: string;

  @MayBeLeftOut()
  @PlainText(256, 0)
  description?: string;

  /** Id of the site whose changes it is told of; `null` for all. */
  @IsOptional()
  @PlainText(64)
  site?: string | null;

  /** Which changes it is told of; `null` for all. */
  @IsOptional()
  @IsArray({ message: '$property must be a list' })
  @ArrayMinSize(1, { message: '$property must have 1 element or more' })
  @ArrayMaxSize(CONSENT_EVENT_TYPES.length, {
    message: `$property must have ${CONSENT_EVENT_TYPES.length} elements at most`,
  })
  @IsIn(CONSENT_EVENT_TYPES, { each: true, message: `$property must be of ${CONSENT_EVENT_TYPES.join(', ')}` })
  events?: ConsentEventType[] | null;

  @MayBeLeftOut()
  @IsIn(['active', 'paused'], { message: '$property must be active or paused' })
  status?: 'active' | 'paused';
}
