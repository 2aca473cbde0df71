import { type ServerOptions } from 'node:http';
import { seconds } from '@nest-privacy/core';

/** How long the server waits for clients; who takes longer gets a 408. Node looks every `connectionsCheckingInterval`, which by default is half a minute. */
export const TIME_LIMITS = {
  /** For all header lines. */
  headersTimeout: seconds(15),
  /** For the whole request, its body included. */
  requestTimeout: seconds(30),
  /** For the next request on a connection; longer than the minute after which most proxies give up. */
  keepAliveTimeout: seconds(65),
  connectionsCheckingInterval: seconds(1),
} as const satisfies ServerOptions;
