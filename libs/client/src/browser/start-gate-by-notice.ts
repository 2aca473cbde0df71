import { type ConsentClient } from '../client/consent-client.options.js';
import { type Gate, type GateOptions } from '../gate/gate.options.js';
import { noticeTraces } from '../gate/notice-traces.js';
import { type PageSoFar } from '../gate/page-so-far.js';
import { startGate } from '../gate/start-gate.js';

/** How the gate works, for a client that has a notice. */
export type OptionsByNotice = GateOptions & { readonly client: ConsentClient };

/** Starts a gate that takes back what categories leave as the notice says it. */
export const startGateByNotice = (options: OptionsByNotice, page: PageSoFar): Gate =>
  startGate({ ...options, traces: noticeTraces(options.client) }, page);
