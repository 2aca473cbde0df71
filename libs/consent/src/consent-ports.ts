import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import {
  CatalogueReader,
  type CatalogueVersion,
  FaultLog,
  HEADER_SIGNALS,
  MetricsRecorder,
  PrivacySignalReader,
  type PrivacySignals,
  type RequestView,
  SILENT_METRICS,
  TrackingStatusNotifier,
} from '@nest-privacy/core';

/**
 * The optional neighbours. Looked up at the first use and not injected, because some of them ask for this module's `ConsentReader` in
 * turn, and a circle of constructors cannot start.
 */
@Injectable()
export class ConsentPorts {
  private readonly faults = new FaultLog(ConsentPorts.name);
  private readonly found = new Map<symbol, unknown>();

  constructor(private readonly modules: ModuleRef) {}

  get metrics(): MetricsRecorder {
    return this.find<MetricsRecorder>(MetricsRecorder) ?? SILENT_METRICS;
  }

  signalsOf(view: RequestView): PrivacySignals {
    return (this.find<PrivacySignalReader>(PrivacySignalReader) ?? HEADER_SIGNALS).read(view);
  }

  statusChanged(view: RequestView): void {
    this.find<TrackingStatusNotifier>(TrackingStatusNotifier)?.statusChanged(view);
  }

  /** Evidence beside the decision. Its failure is logged and does not stop a visitor from deciding. */
  async catalogueOf(siteId: string): Promise<CatalogueVersion | null> {
    try {
      return (await this.find<CatalogueReader>(CatalogueReader)?.current(siteId)) ?? null;
    } catch (error) {
      this.faults.error('The catalogue cannot be read; the record will not name its version', error);
      return null;
    }
  }

  private find<T>(token: symbol): T | undefined {
    if (!this.found.has(token)) this.found.set(token, this.lookUp(token));
    return this.found.get(token) as T | undefined;
  }

  private lookUp(token: symbol): unknown {
    try {
      return this.modules.get<unknown>(token, { strict: false });
    } catch {
      return undefined;
    }
  }
}
