import { type IncomingMessage } from 'node:http';
import { type PrivacySignals } from '@nest-privacy/core';

declare module 'http' {
  interface IncomingMessage {
    /** `DNT`: `true` prefers not to be tracked, `false` prefers to allow it, `null` expresses no preference. Set by DntModule. */
    dnt?: boolean | null;
    /** `Sec-GPC`: `true` asks not to sell or share. Set by DntModule. */
    gpc?: boolean;
  }
}

// An application on Express has no Fastify, whose declarations are then not to be found.
// eslint-disable-next-line @typescript-eslint/ban-ts-comment
/** @ts-ignore */
declare module 'fastify' {
  interface FastifyRequest {
    /** As on the raw request, read when it is asked for. */
    readonly dnt: boolean | null;
    /** As on the raw request, read when it is asked for. */
    readonly gpc: boolean;
  }
}

/** What the module adds to a request; those of Express and Fastify are typed so by themselves. */
export interface SignalledRequest extends PrivacySignals {}

/** Hangs the signals on the raw request, which is also Express' own. */
export function signal(request: IncomingMessage, { dnt, gpc }: PrivacySignals): void {
  request.dnt = dnt;
  request.gpc = gpc;
}
