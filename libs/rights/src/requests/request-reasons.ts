import { Inject, Injectable } from '@nestjs/common';
import { type RightsEventEntity } from '../entities/rights-event.entity.js';
import { ReasonCipher } from '../reasons/reason-cipher.js';
import { RightsConfig } from '../rights.config.js';
import { type KeptEvent, type RequestEvent } from './request-event.js';

/** Keeps the reasons that administrators give in the history of requests, which nobody can delete, so that only who has the keys can read them. */
@Injectable()
export class RequestReasons {
  private readonly cipher: ReasonCipher;

  constructor(@Inject(RightsConfig) { encryptionKeys }: RightsConfig) {
    this.cipher = new ReasonCipher(encryptionKeys, 'request');
  }

  /** @param id of the event */
  seal(id: string, event: RequestEvent): KeptEvent {
    if (!('reason' in event) || event.reason === undefined) return event;
    return { ...event, reason: this.cipher.seal(id, event.reason) };
  }

  /** What {@link seal} was given, without a reason that nobody can read any more. */
  open({ id, event }: RightsEventEntity): RequestEvent {
    if (!('reason' in event) || event.reason === undefined) return event as RequestEvent;
    const { reason: kept, ...rest } = event;
    const reason = typeof kept === 'string' ? kept : (this.cipher.open(id, kept) ?? '');
    return { ...rest, reason };
  }
}
