import { Injectable, Logger, type OnModuleInit, Optional, type Provider } from '@nestjs/common';
import { ModuleRef, ModulesContainer } from '@nestjs/core';
import { HEADER_SIGNALS } from '../signals/header-signals.js';
import { AdminAccess } from './admin-access.js';
import { AudienceMeasurementFacts } from './audience-measurement.js';
import { AuditLog } from './audit-log.js';
import { allBoundTo, boundTo, nameOf } from './bindings.js';
import { CatalogueReader } from './catalogue-reader.js';
import { CountryResolver } from './country-resolver.js';
import { ConsentChangeListener } from './consent-change-listener.js';
import { ConsentReader } from './consent-reader.js';
import { contributorsIn } from './contributors-in.js';
import { DataSubjectContributor } from './data-subject-contributor.js';
import { type MetricDefinitions } from './metric-definitions.js';
import { MetricsRecorder, SILENT_METRICS } from './metrics-recorder.js';
import { PrivacySignalReader } from './privacy-signal-reader.js';
import { SubjectResolver } from './subject-resolver.js';
import { TrackingStatusNotifier } from './tracking-status-notifier.js';

/** Each port, and what holds while nobody binds it. */
const UNBOUND: ReadonlyMap<symbol, string> = new Map([
  [AdminAccess, 'every admin route refuses everybody'],
  [AuditLog, 'what administrators do is recorded nowhere'],
  [CatalogueReader, 'records name no catalogue, and no change of one lets a grant lapse'],
  [ConsentReader, 'nobody has decided anything, and only ESSENTIALS is allowed'],
  [DataSubjectContributor, 'nothing of a person is exported or erased'],
  [MetricsRecorder, 'nothing is recorded'],
  [PrivacySignalReader, 'DNT and Sec-GPC are read from the headers'],
  [SubjectResolver, 'nobody is logged in, and no consent belongs to a user'],
  [TrackingStatusNotifier, 'no response tells of a changed tracking status'],
]);

/** What one module does with ports. */
export interface PortsUse {
  /** Tokens of those it asks. Default: none. */
  readonly reads?: readonly symbol[];
  /** The metrics that it tells of; defined before the first of them is used. Default: none. */
  readonly metrics?: MetricDefinitions;
}

const NOBODY: TrackingStatusNotifier = { statusChanged: () => {} };

const reported = new WeakSet<ModulesContainer>();

/**
 * What one module of the suite is told by the others. A port counts as bound wherever in the application it is, whether that module is global, imported or neither;
 * looked up at the first use and not injected, because neighbours may ask for each other and a circle of constructors cannot start. What stays unbound is
 * said once at start, for all modules in one line.
 */
@Injectable()
export class Ports implements OnModuleInit {
  private readonly logger = new Logger('NestPrivacy');
  private recorder: MetricsRecorder | undefined;
  private keepers: readonly DataSubjectContributor[] | undefined;
  private readonly found = new Map<symbol, unknown>();

  /**
   * Without arguments, of a module for which nothing is bound.
   *
   * @param self of the module that asks
   * @param modules of the application
   * @param told what it asks for, and what it tells
   */
  constructor(
    @Optional() private readonly self?: ModuleRef,
    @Optional() private readonly modules?: ModulesContainer,
    @Optional() private readonly told: PortsUse = {},
  ) {}

  get adminAccess(): AdminAccess | undefined {
    return this.find<AdminAccess>(AdminAccess);
  }

  get auditLog(): AuditLog | undefined {
    return this.find<AuditLog>(AuditLog);
  }

  get audienceMeasurement(): AudienceMeasurementFacts | undefined {
    return this.find<AudienceMeasurementFacts>(AudienceMeasurementFacts);
  }

  get catalogue(): CatalogueReader | undefined {
    return this.find<CatalogueReader>(CatalogueReader);
  }

  get consent(): ConsentReader | undefined {
    return this.find<ConsentReader>(ConsentReader);
  }

  /** Everybody who is told when somebody's consent changed. */
  get consentListeners(): readonly ConsentChangeListener[] {
    const bound = this.modules ? allBoundTo(ConsentChangeListener, this.modules) : [];
    return [...new Set(bound.flat() as ConsentChangeListener[])];
  }

  /**
   * Everybody who keeps data of persons, in the order of their names.
   *
   * @throws ConfigurationError where {@link contributorsIn} does
   */
  get contributors(): readonly DataSubjectContributor[] {
    return (this.keepers ??= contributorsIn(this.modules ? allBoundTo(DataSubjectContributor, this.modules) : []));
  }

  get countries(): CountryResolver | undefined {
    return this.find<CountryResolver>(CountryResolver);
  }

  get metrics(): MetricsRecorder {
    return (this.recorder ??= this.definedRecorder());
  }

  get signals(): PrivacySignalReader {
    return this.find<PrivacySignalReader>(PrivacySignalReader) ?? HEADER_SIGNALS;
  }

  get subjectResolver(): SubjectResolver | undefined {
    return this.find<SubjectResolver>(SubjectResolver);
  }

  get trackingStatus(): TrackingStatusNotifier {
    return this.find<TrackingStatusNotifier>(TrackingStatusNotifier) ?? NOBODY;
  }

  /** @throws ConfigurationError where {@link boundTo} does */
  onModuleInit(): void {
    void this.metrics;
    if (this.modules === undefined || reported.has(this.modules)) return;
    reported.add(this.modules);
    const all = [...this.modules.values()].flatMap(({ providers }) => providers.get(Ports)?.instance ?? []) as Ports[];
    const unbound = new Set(all.flatMap((ports) => ports.unbound()));
    if (unbound.size === 0) return;
    const told = [...unbound].map((token) => `${nameOf(token)} (${UNBOUND.get(token)})`);
    this.logger.log(`nobody binds ${told.join(', ')}`);
  }

  private definedRecorder(): MetricsRecorder {
    const recorder = this.find<MetricsRecorder>(MetricsRecorder) ?? SILENT_METRICS;
    if (this.told.metrics) recorder.define(this.told.metrics);
    return recorder;
  }

  private unbound(): readonly symbol[] {
    return (this.told.reads ?? []).filter((token) =>
      token === DataSubjectContributor ? this.contributors.length === 0 : this.find(token) === undefined,
    );
  }

  private find<T>(token: symbol): T | undefined {
    if (!this.found.has(token))
      this.found.set(token, this.self && this.modules && boundTo(token, this.self, this.modules));
    return this.found.get(token) as T | undefined;
  }
}

/** Provides a module with its {@link Ports}. */
export const usesPorts = (use: PortsUse): Provider => ({
  provide: Ports,
  inject: [ModuleRef, ModulesContainer],
  useFactory: (self: ModuleRef, modules: ModulesContainer) => new Ports(self, modules, use),
});
