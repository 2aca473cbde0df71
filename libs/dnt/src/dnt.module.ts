import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ConsentReader, PrivacySignalReader, TrackingStatusNotifier } from '@nest-privacy/core';
import { usesPorts } from '@nest-privacy/core/kit';
import { DNT_CONFIG } from './dnt.config.js';
import { resolveDntOptions } from './config/resolve-dnt-options.js';
import { DntInterceptor } from './dnt.interceptor.js';
import { ConfigurableModuleClass, DNT_OPTIONS, DNT_ROUTES, type OPTIONS_TYPE } from './dnt.module-definition.js';
import { DntMount } from './dnt.mount.js';
import { DntService } from './dnt.service.js';
import { StatusHeaders } from './headers/status-headers.js';
import { HeaderSignalReader } from './signals/header-signal-reader.js';
import { OptOutWatch } from './signals/opt-out-watch.js';
import { RouteStatuses } from './status/route-statuses.js';
import { StatusChangeNotifier } from './status/status-change.notifier.js';
import { StatusResolver } from './status/status-resolver.js';
import { TrackingRequiredGuard } from './tracking-required.guard.js';
import { WellKnownResponder } from './well-known/well-known.responder.js';

/**
 * Reads `DNT` and `Sec-GPC`, and tells the tracking status: `Tk`, the echo and `Vary` on every response, and the resources under
 * `/.well-known/`. Every other module of the suite hears the signals through it.
 */
@Module({
  imports: [DiscoveryModule],
  providers: [
    { provide: DNT_CONFIG, inject: [DNT_OPTIONS, DNT_ROUTES], useFactory: resolveDntOptions },
    { provide: PrivacySignalReader, useClass: HeaderSignalReader },
    { provide: TrackingStatusNotifier, useClass: StatusChangeNotifier },
    usesPorts({ reads: [ConsentReader] }),
    RouteStatuses,
    StatusResolver,
    StatusHeaders,
    WellKnownResponder,
    OptOutWatch,
    DntService,
    DntInterceptor,
    TrackingRequiredGuard,
    DntMount,
  ],
  exports: [
    PrivacySignalReader,
    TrackingStatusNotifier,
    DNT_CONFIG,
    StatusHeaders,
    DntService,
    DntInterceptor,
    TrackingRequiredGuard,
  ],
})
export class DntModule extends ConfigurableModuleClass {
  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }
}
