import { type IncomingMessage } from 'node:http';
import { Inject, Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { PrivacySignalReader, RequestView } from '@nest-privacy/core';
import { onEveryRequest, onEveryResponse, Ports, takeOver } from '@nest-privacy/core/kit';
import { DNT_CONFIG, derivedDefinitions, type DntConfig, isDerived } from './dnt.config.js';
import { dntFault } from './config/dnt-fault.js';
import { StatusHeaders } from './headers/status-headers.js';
import { OptOutWatch } from './signals/opt-out-watch.js';
import { WellKnownResponder } from './well-known/well-known.responder.js';

const MOUNTED = Symbol.for('@nest-privacy/dnt:mounted');

interface FastifyLike {
  hasRequestDecorator(name: string): boolean;
  decorateRequest(name: string, property: { getter(this: { raw: IncomingMessage }): unknown }): void;
}

/** Puts the module on the raw server, once the application is wired. */
@Injectable()
export class DntMount implements OnModuleInit {
  private readonly logger = new Logger('DntModule');

  constructor(
    @Inject(DNT_CONFIG) private readonly config: DntConfig,
    @Inject(PrivacySignalReader) private readonly reader: PrivacySignalReader,
    private readonly headers: StatusHeaders,
    private readonly responder: WellKnownResponder,
    private readonly optOuts: OptOutWatch,
    private readonly ports: Ports,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    this.checkConsent();
    this.warn();
    const server = this.host?.httpAdapter?.getHttpServer() as { [MOUNTED]?: true } | undefined;
    if (server === undefined) return;
    if (server[MOUNTED]) {
      this.logger.warn('is imported with forRoot more than once; only the first configuration is mounted');
      return;
    }
    server[MOUNTED] = true;
    this.listen();
    if (this.config.routes === 'mounted') {
      takeOver(this.host, (request, response) => this.responder.answer(request, response));
    }
    if (this.host?.httpAdapter.getType() === 'fastify') this.decorate(this.host.httpAdapter.getInstance<FastifyLike>());
  }

  private listen(): void {
    const everyResponse = this.config.headers === 'every-response';
    const watching = this.optOuts.isActive;
    if (!everyResponse && !watching) return;
    if (everyResponse) onEveryResponse(this.host, this.headers);
    onEveryRequest(this.host, (view, request, response) => {
      if (everyResponse) this.headers.signal(view, request);
      if (watching) this.optOuts.watch(view, response);
    });
  }

  /** Fastify hands handlers a request of its own. */
  private decorate(fastify: FastifyLike): void {
    const { reader } = this;
    for (const name of ['dnt', 'gpc'] as const) {
      if (fastify.hasRequestDecorator(name)) continue;
      fastify.decorateRequest(name, {
        getter() {
          return reader.read(RequestView.of(this.raw))[name];
        },
      });
    }
  }

  private checkConsent(): void {
    if (this.ports.consent === undefined || this.config.mode === 'legacy') return;
    if (derivedDefinitions(this.config).every(({ members }) => members['config'] !== undefined)) return;
    throw dntFault(
      'DNT_MEMBER_MISSING',
      'config',
      'consent is bound, so the status can be "C", and there is no "config"',
      'give the page where consent is explained and revoked (W3C TPE section 7.2.7)',
    );
  }

  private warn(): void {
    const { mode, honours, site, defaultStatus } = this.config;
    if (mode === 'spec' && !honours && isDerived(this.config)) {
      this.logger.warn(
        'tells "Tk: N" to visitors who opt out. That is a claim about what this server does: set "honours: true" once it is true.',
      );
    }
    if (site.tracking === 'G' && defaultStatus === undefined) {
      this.logger.warn(
        'a gateway must name the selected party in every Tk: set "defaultStatus" or call DntService.useStatus',
      );
    }
  }
}
