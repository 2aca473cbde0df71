import { anonymousPayload, anonymousRequest } from './anonymity.js';
import { viewOf } from './asked.js';

interface Job {
  data: unknown;
}

/** A class of the application may be more than its members; only what came as data is known through and through. */
const isData = (value: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value) as object);

const isJob = (value: object): value is Job => !isData(value) && 'data' in value;

/**
 * The arguments of a call as if they were about nobody: requests and execution contexts give way to a request that anybody might have sent, data loses its identity members, and so does the
 * data of a job, which is handed on itself. What the queue keeps of the job does not change.
 */
export const anonymousArguments = (args: readonly unknown[], identity: readonly string[]): unknown[] =>
  args.map((value) => {
    if (typeof value !== 'object' || value === null) return value;
    const view = viewOf(value);
    if (view) return anonymousRequest(view);
    if (isJob(value)) {
      value.data = anonymousPayload(value.data, identity);
      return value;
    }
    return isData(value) ? anonymousPayload(value, identity) : value;
  });
