import { type RequestView } from '@nest-privacy/core';

/** A request that the replay of a log sends: what the log says of it. */
export interface ReplayedRequest {
  /** Milliseconds since the epoch, UTC. */
  readonly at: number;
  /** Status that was answered then. */
  readonly status: number;
}

/** The header by which `npm run replay` says it: `2015-05-17T10:05:03.000Z 200`. */
export const REPLAYED = 'x-replayed';

const FIELD = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z) (\d{3})$/;
const KEY = Symbol.for('@nest-privacy/sample-api:replayed');

function parse(field: string | undefined): ReplayedRequest | undefined {
  const [, time = '', status] = FIELD.exec(field ?? '') ?? [];
  const at = Date.parse(time);
  return Number.isNaN(at) ? undefined : { at, status: Number(status) };
}

/** What the log says of a request that is replayed; `undefined` of any other. Anybody may claim it, so believe it outside of production alone. */
export const replayedRequestOf = (view: RequestView): ReplayedRequest | undefined =>
  view.memo(KEY, () => parse(view.header(REPLAYED)));
