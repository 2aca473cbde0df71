import fc from 'fast-check';
import { type AppProcess } from '../../apps/sample-api/test/app-process.js';
import { Contract } from '../../apps/sample-api/test/contract/contract.js';
import { type ApiDocument as ContractDocument } from '../../apps/sample-api/test/contract/document.js';
import { faultsOf } from './judge.js';
import { LiveWorld } from './live-world.js';
import { type FuzzRequest, requestToEach } from './request-arbitrary.js';
import { type ApiDocument } from './schema.js';
import { Sender } from './send.js';

/** What a run saw. */
export interface FuzzReport {
  readonly sent: number;
  /** How often a route gave each status, by route; what was asked of it by other methods than its own does not count. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/**
 * Sends odd requests to every route that the application describes, one to each of them at once.
 *
 * @param seed the same seed makes the same requests
 * @throws Error with the first request that was not answered as it must be
 */
export async function fuzz(
  app: AppProcess,
  { requests, seed }: { requests: number; seed: number },
): Promise<FuzzReport> {
  const document = (await (await fetch(`${app.url}/docs-json`)).json()) as ApiDocument & ContractDocument;
  const contract = new Contract(document);
  const world = await LiveWorld.of(app);
  const sender = new Sender(app, world);
  const statuses = new Map<string, Map<number, number>>();
  let sent = 0;

  const ask = async (request: FuzzRequest): Promise<void> => {
    const answer = await sender.send(request);
    const faults = faultsOf({ ...request, path: world.fill(request.path) }, answer, contract);
    if (faults.length > 0) throw new Error(JSON.stringify({ faults, request, answer }).slice(0, 8_000));
    sent += 1;
    const { route, method } = request;
    const own = statuses.get(route) ?? new Map<number, number>();
    const isOwn = route.startsWith(`${method.toLowerCase()} `);
    statuses.set(route, isOwn ? own.set(answer.status, (own.get(answer.status) ?? 0) + 1) : own);
  };
  const routes = Object.values(document.paths).flatMap((item) => Object.keys(item)).length;
  const property = fc.asyncProperty(requestToEach(document), async (asked) => {
    await world.refresh();
    await Promise.all(asked.map(ask));
  });
  try {
    await fc.assert(property, { numRuns: Math.ceil(requests / routes), seed, endOnFailure: true });
  } finally {
    sender.end();
  }
  return { sent, statuses };
}
