import { Inject, Injectable } from '@nestjs/common';
import { PrivacySignalReader, type RequestView, type TrackingConsent } from '@nest-privacy/core';
import { FaultLog, isAnsweredForAll, Ports } from '@nest-privacy/core/kit';
import { DNT_CONFIG, type DntConfig, isDerived } from '../dnt.config.js';
import { decideStatus, type DerivedStatus } from './decide-status.js';
import { RouteStatuses } from './route-statuses.js';
import { StatusNotes } from './status-notes.js';

/** The status of one response. */
export interface ResolvedStatus {
  /** One character. */
  readonly value: string;
  /** The field `Tk`: value and status-id. */
  readonly tk: string;
  /** Whether it holds for this visitor only. */
  readonly personal: boolean;
}

/** The status was changed by the request itself; it beats one that the application set. */
export const UPDATED: ResolvedStatus = { value: 'U', tk: 'U', personal: false };

const plain = (value: string): ResolvedStatus => ({ value, tk: value, personal: false });

/** Of what is the same for everybody, where the site tells it for each response. */
const NOT_TRACKING = plain('N');

/** Decides which tracking status a response tells. */
@Injectable()
export class StatusResolver {
  private readonly faults = new FaultLog(StatusResolver.name);
  /** The answer of a site whose status does not depend on the request; a gateway's own tracking counts as `T` (W3C TPE section 7.2.4). */
  private readonly fixed: ResolvedStatus | undefined;

  constructor(
    @Inject(DNT_CONFIG) private readonly config: DntConfig,
    @Inject(PrivacySignalReader) private readonly reader: PrivacySignalReader,
    private readonly routes: RouteStatuses,
    private readonly ports: Ports,
  ) {
    const { tracking } = config.site;
    if (!isDerived(config)) this.fixed = plain(tracking === 'G' ? 'T' : tracking);
  }

  /** The status to be told in `Tk`. */
  resolve(view: RequestView): ResolvedStatus {
    const notes = StatusNotes.in(view);
    if (notes?.statusChanged) return UPDATED;
    if (notes?.statusId !== undefined) return this.specific(view, notes.statusId);
    if (isAnsweredForAll(view)) return this.fixed ?? NOT_TRACKING;
    const route = this.routes.of(view);
    if (route?.dynamic === true) return { value: '?', tk: `?;${route.id}`, personal: false };
    const id = route?.id ?? this.config.defaultStatus;
    if (id !== undefined) return this.specific(view, id);
    return this.fixed ?? this.derived(view);
  }

  /** The value of a tracking status resource: the site's, or that of a status-id. */
  valueOf(view: RequestView, tracking: string): string {
    return tracking === 'auto' ? this.derive(view).value : tracking;
  }

  /** The status that signals and consent give, whatever is configured. */
  derive(view: RequestView): DerivedStatus {
    const signals = this.reader.read(view);
    return decideStatus(signals, this.consentOf(view), this.config.rule, signals.dnt === true && this.disregards(view));
  }

  private derived(view: RequestView): ResolvedStatus {
    const { value, personal } = this.derive(view);
    return { value, tk: value, personal };
  }

  private specific(view: RequestView, id: string): ResolvedStatus {
    const { tracking } = this.config.statuses.get(id)!;
    if (tracking !== 'auto') return { value: tracking, tk: `${tracking};${id}`, personal: tracking === 'C' };
    const { value, personal } = this.derive(view);
    return { value, tk: `${value};${id}`, personal };
  }

  /** A failing reader must break no response, and is no consent. */
  private consentOf(view: RequestView): TrackingConsent {
    if (this.config.mode === 'legacy') return 'none';
    try {
      return this.ports.consent?.read(view).tracking ?? 'none';
    } catch (error) {
      this.faults.error('the consent could not be read and counts as none', error);
      return 'none';
    }
  }

  private disregards(view: RequestView): boolean {
    try {
      return this.config.disregard?.(view) === true;
    } catch (error) {
      this.faults.error('the option "disregard" failed and counts as no', error);
      return false;
    }
  }
}
