import { type IncomingMessage, type ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { PROBLEM_MEDIA_TYPE, ProblemException, RequestView } from '@nest-privacy/core';
import { answerNoPage, methodNotAllowed } from '@nest-privacy/core/kit';
import { DNT_CONFIG, type DntConfig, type StatusDefinition } from '../dnt.config.js';
import { StatusHeaders } from '../headers/status-headers.js';
import { StatusResolver } from '../status/status-resolver.js';
import { type WellKnown, wellKnownOf } from './well-known-path.js';

/** Of a tracking status resource; it has no parameters (W3C TPE appendix B.1). */
export const STATUS_MEDIA_TYPE = 'application/tracking-status+json';

const NEVER_CACHED = 'no-store, no-cache, must-revalidate, max-age=0, private';
const CACHED_FOR_A_DAY = 'max-age=86400';
const ALLOWED = ['GET', 'HEAD', 'OPTIONS'];

interface Representation {
  readonly status: number;
  readonly type: string;
  readonly cacheControl: string;
  readonly body: Buffer;
}

/** Answers under `/.well-known/`: the tracking status resources, the GPC statement and the EFF's policy file. */
@Injectable()
export class WellKnownResponder {
  constructor(
    @Inject(DNT_CONFIG) private readonly config: DntConfig,
    private readonly headers: StatusHeaders,
    private readonly resolver: StatusResolver,
  ) {}

  /** @returns `false` for every other request */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const target = wellKnownOf(request.url ?? '');
    if (target === undefined || !this.serves(target)) return false;
    const view = RequestView.of(request);
    view.response = response;
    answerNoPage(view);
    this.headers.attach(view, request, response);
    response.removeHeader('Set-Cookie');
    if (view.method === 'GET' || view.method === 'HEAD') this.send(view, response, this.represent(view, target));
    else this.refuse(view, response);
    return true;
  }

  private serves({ resource }: WellKnown): boolean {
    if (resource === 'gpc') return this.config.gpcStatement !== undefined;
    return resource === 'policy' ? this.config.effPolicy !== undefined : true;
  }

  private represent(view: RequestView, target: WellKnown): Representation {
    switch (target.resource) {
      case 'site':
        return this.statusObject(view, this.config.site);
      case 'status':
        return this.specific(view, target.id);
      case 'gpc':
        return this.statement(view, 'application/json', Buffer.from(JSON.stringify(this.config.gpcStatement)));
      case 'policy':
        return this.statement(view, 'text/plain', this.config.effPolicy!);
    }
  }

  private specific(view: RequestView, id: string | undefined): Representation {
    if (this.config.mode === 'legacy') return this.statusObject(view, this.config.site);
    const status = id === undefined ? undefined : this.config.statuses.get(id);
    return status ? this.statusObject(view, status) : problem(unknownStatus());
  }

  private statusObject(view: RequestView, { tracking, members }: StatusDefinition): Representation {
    const object = { tracking: this.resolver.valueOf(view, tracking), ...members };
    return {
      status: 200,
      type: STATUS_MEDIA_TYPE,
      cacheControl: NEVER_CACHED,
      body: Buffer.from(JSON.stringify(object)),
    };
  }

  /** The same for everybody; only the `Tk` beside it may be one visitor's own. */
  private statement(view: RequestView, type: string, body: Buffer): Representation {
    const scope = this.resolver.derive(view).personal ? 'private' : 'public';
    return { status: 200, type, cacheControl: `${scope}, ${CACHED_FOR_A_DAY}`, body };
  }

  private refuse(view: RequestView, response: ServerResponse): void {
    response.setHeader('Allow', ALLOWED.join(', '));
    if (view.method === 'OPTIONS') response.writeHead(204, { 'Cache-Control': NEVER_CACHED }).end();
    else this.send(view, response, problem(methodNotAllowed(ALLOWED)));
  }

  private send(
    view: RequestView,
    response: ServerResponse,
    { status, type, cacheControl, body }: Representation,
  ): void {
    response.writeHead(status, {
      'Content-Type': type,
      'Content-Length': body.length,
      'Cache-Control': cacheControl,
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(view.method === 'HEAD' ? undefined : body);
  }
}

const problem = (error: ProblemException): Representation => ({
  status: error.getStatus(),
  type: PROBLEM_MEDIA_TYPE,
  cacheControl: NEVER_CACHED,
  body: Buffer.from(JSON.stringify(error.problem)),
});

/** 404: there is no such status-id. */
export const unknownStatus = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'TRACKING_STATUS_UNKNOWN',
    title: 'There is no such tracking status',
    detail:
      'The path names no registered status-id; they are case-sensitive. The site-wide status is at /.well-known/dnt/.',
  });
