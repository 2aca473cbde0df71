import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ConfigurationError, type ConsentChangeListener } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { changeOf, type ConsentChange } from './consent-change.js';
import { deliverWithin } from './deliver-within.js';
import { type DeliveryTarget } from './delivery-target.js';

const NAME = /^[a-z0-9-]{1,40}$/;

/** Tells every bound `ConsentChangeListener` of core what is recorded here. */
@Injectable()
export class ConsentListeners implements OnModuleInit {
  private found: ReadonlyMap<string, DeliveryTarget> = new Map();

  constructor(
    @Inject(ConsentConfig) private readonly config: Pick<ConsentConfig, 'outbox'>,
    private readonly ports: Ports,
  ) {}

  get targets(): readonly DeliveryTarget[] {
    return [...this.found.values()];
  }

  /** @throws ConfigurationError `CONSENT_LISTENER_INVALID` for a name that is none, or there twice */
  onModuleInit(): void {
    const found = new Map<string, DeliveryTarget>();
    for (const listener of this.ports.consentListeners) {
      const { name } = listener;
      if (!NAME.test(name)) throw invalid(`${JSON.stringify(name)} is no name of a listener`);
      if (found.has(name)) throw invalid(`two listeners are called "${name}"`);
      found.set(name, this.targetOf(listener));
    }
    this.found = found;
  }

  private targetOf(listener: ConsentChangeListener): DeliveryTarget {
    const place = `the listener "${listener.name}"`;
    return {
      id: `listener:${listener.name}`,
      kind: 'subscriber',
      wants: (record) => listener.wants?.(subjectChangeOf(changeOf(record))) ?? true,
      deliver: (change) =>
        deliverWithin(this.config.outbox.timeout, place, () => listener.changed(subjectChangeOf(change))),
    };
  }
}

const subjectChangeOf = (change: ConsentChange): Parameters<ConsentChangeListener['changed']>[0] => ({
  siteId: change.siteId,
  subjectId: change.subjectId,
  changeId: change.recordId,
  follows: change.eventType === 'given' || change.eventType === 'refused' ? 'nothing' : 'decision',
  decisions: change.decisions,
  at: Date.parse(change.receivedAt),
});

const invalid = (what: string): ConfigurationError =>
  new ConfigurationError({
    code: 'CONSENT_LISTENER_INVALID',
    what,
    where: 'the ConsentChangeListeners that are bound',
    remedy: 'give each a "name" of its own: lower case, digits and hyphens, 40 characters at most',
  });
