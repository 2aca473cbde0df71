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

/** What the module adds to a request. Express' requests are typed so by themselves; for Fastify's write `FastifyRequest & SignalledRequest`. */
export interface SignalledRequest extends PrivacySignals {}

/** Hangs the signals on the raw request, which is also Express' own. */
export function signal(request: IncomingMessage, { dnt, gpc }: PrivacySignals): void {
  request.dnt = dnt;
  request.gpc = gpc;
}
