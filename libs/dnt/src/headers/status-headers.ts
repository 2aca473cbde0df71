import { type IncomingMessage, type ServerResponse } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { PrivacySignalReader, type RequestView } from '@nest-privacy/core';
import { beforeHeaders, type HeadListener, isAnsweredForAll, type ResponseHead } from '@nest-privacy/core/kit';
import { DNT_CONFIG, type DntConfig } from '../dnt.config.js';
import { varyOf } from '../config/resolve-dnt-options.js';
import { signal } from '../signals/signalled-request.js';
import { UPDATED, StatusResolver } from '../status/status-resolver.js';
import { Vary } from './vary.js';

/** Characters that may be sent back as they came. */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/;
const UNSHARED = /\b(?:private|no-store|no-cache)\b/i;

/** Puts `Tk`, the echo and `Vary` on a response. */
@Injectable()
export class StatusHeaders implements HeadListener {
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

  /** Sets the signals on the request. */
  signal(view: RequestView, request: IncomingMessage): void {
    signal(request, this.reader.read(view));
  }

  /** Sets the signals on the request and has the response's headers completed when they are sent. */
  attach(view: RequestView, request: IncomingMessage, response: ServerResponse): void {
    this.signal(view, request);
    beforeHeaders(view, response, this);
  }

  beforeHeaders(head: ResponseHead): void {
    const status = this.resolver.resolve(head.view);
    if (status === UPDATED || head.get('tk') === undefined) head.set('Tk', 'tk', status.tk);
    // Whoever keeps it gives it to others, with all that stands in its headers.
    if (isAnsweredForAll(head.view)) return;
    const echo = this.echoOf(head.view);
    if (echo !== undefined) head.set('DNT', 'dnt', echo);
    if (!this.vary.isEmpty) head.set('Vary', 'vary', this.vary.merge(head.get('vary')));
    if (status.personal) this.keepPrivate(head);
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
  private keepPrivate(head: ResponseHead): void {
    const explicit = head.get('cache-control');
    if (explicit === undefined) head.set('Cache-Control', 'cache-control', 'private');
    else if (!this.warned && !UNSHARED.test(explicit)) {
      this.warned = true;
      this.logger.warn(
        `a response whose tracking status holds for one visitor only is sent with "Cache-Control: ${explicit}"; a shared cache may replay the status to others. Send it as private.`,
      );
    }
  }
}
