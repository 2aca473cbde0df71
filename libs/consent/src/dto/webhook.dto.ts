import { PlainText } from '@nest-privacy/core/validation';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional } from 'class-validator';
import { CONSENT_EVENT_TYPES, type ConsentEventType } from '../decision/event-type.js';
import { type WebhookScheme } from '../outbox/webhook-secret.js';
import { MayBeLeftOut } from './may-be-left-out.decorator.js';

/** A webhook as an administrator adds it. */
export class WebhookDto {
  @PlainText(2_048)
  url!: string;

  @IsOptional()
  @PlainText(256, 0)
  description?: string | null;

  /** Id of the site whose changes it is told of. @default all */
  @IsOptional()
  @PlainText(64)
  site?: string | null;

  /** Which changes it is told of. @default all */
  @IsOptional()
  @IsArray({ message: '$property must be a list' })
  @ArrayMinSize(1, { message: '$property must have 1 element or more' })
  @ArrayMaxSize(CONSENT_EVENT_TYPES.length, {
    message: `$property must have ${CONSENT_EVENT_TYPES.length} elements at most`,
  })
  @IsIn(CONSENT_EVENT_TYPES, { each: true, message: `$property must be of ${CONSENT_EVENT_TYPES.join(', ')}` })
  events?: ConsentEventType[] | null;

  /** `v1` for a shared secret (HMAC-SHA256), `v1a` for a public key (Ed25519). @default 'v1' */
  @MayBeLeftOut()
  @IsIn(['v1', 'v1a'], { message: '$property must be v1 or v1a' })
  scheme?: WebhookScheme;
}
