import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import {
  CatalogueReader,
  MetricsRecorder,
  PrivacySignalReader,
  type PrivacySignals,
  type RequestView,
  SILENT_METRICS,
  TrackingStatusNotifier,
} from '@nest-privacy/core';
import { HEADER_SIGNALS } from '@nest-privacy/core/kit';

/**
 * The optional neighbours. Looked up at the first use and not injected, because some of them ask for this module's `ConsentReader` in
 * turn, and a circle of constructors cannot start.
 */
@Injectable()
export class ConsentPorts {
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

  get catalogue(): CatalogueReader | undefined {
    return this.find<CatalogueReader>(CatalogueReader);
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
