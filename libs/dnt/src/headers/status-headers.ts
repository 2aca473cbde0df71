import { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { PrivacySignalReader, type RequestView } from '@nest-privacy/core';
import { DNT_CONFIG, type DntConfig } from '../dnt.config.js';
import { varyOf } from '../config/resolve-dnt-options.js';
import { signal } from '../signals/signalled-request.js';
import { StatusResolver } from '../status/status-resolver.js';
import { DntResponse, type GivenHeaders, type HeadCompleter } from './dnt-response.js';
import { HeadFields } from './head-fields.js';
import { Vary } from './vary.js';

/** Characters that may be sent back as they came. */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/;
const UNSHARED = /\b(?:private|no-store|no-cache)\b/i;

/** Puts `Tk`, the echo and `Vary` on a response. */
@Injectable()
export class StatusHeaders implements HeadCompleter {
  private readonly logger = new Logger(StatusHeaders.name);
  private readonly vary: Vary;
  private warned = process.env.NODE_ENV === 'production';

  constructor(
    @Inject(DNT_CONFIG) private readonly config: DntConfig,
    @Inject(PrivacySignalReader) private readonly reader: PrivacySignalReader,
    private readonly resolver: StatusResolver,
  ) {
    this.vary = new Vary(varyOf(config));
  }

  /** Sets the signals on the request and has the response's headers completed when they are sent. */
  attach(view: RequestView, request: IncomingMessage, response: ServerResponse): void {
    signal(request, this.reader.read(view));
    DntResponse.attach(view, response, this);
  }

  complete(state: DntResponse, response: ServerResponse, given: GivenHeaders): OutgoingHttpHeaders | undefined {
    const fields = new HeadFields(response, given);
    const status = this.resolver.resolve(state);
    if (state.statusChanged || fields.get('tk') === undefined) fields.set('Tk', 'tk', status.tk);
    const echo = this.echoOf(state.view);
    if (echo !== undefined) fields.set('DNT', 'dnt', echo);
    if (!this.vary.isEmpty) fields.set('Vary', 'vary', this.vary.merge(fields.get('vary')));
    if (status.personal) this.keepPrivate(fields);
    return fields.given;
  }

  /** Canonical, so that nothing a client sends is reflected; the legacy mode repeats what came. */
  private echoOf(view: RequestView): string | undefined {
    if (!this.config.echo) return undefined;
    if (this.config.mode === 'legacy') {
      const value = view.header('dnt');
      return value !== undefined && SENDABLE.test(value) ? value : undefined;
    }
    const { dnt } = this.reader.read(view);
    return dnt === null ? undefined : dnt ? '1' : '0';
  }

  /** A shared cache would replay one visitor's status to another; what the handler says about caching still stands. */
  private keepPrivate(fields: HeadFields): void {
    const explicit = fields.get('cache-control');
    if (explicit === undefined) fields.set('Cache-Control', 'cache-control', 'private');
    else if (!this.warned && !UNSHARED.test(explicit)) {
      this.warned = true;
      this.logger.warn(
        `a response whose tracking status holds for one visitor only is sent with "Cache-Control: ${explicit}"; a shared cache may replay the status to others. Send it as private.`,
      );
    }
  }
}
