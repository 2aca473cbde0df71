import { type ExecutionContext } from '@nestjs/common';
import { type RequestLike, RequestView, requestViewFrom } from '@nest-privacy/core';
import { isAnonymous } from './anonymity.js';

/** Whose consent a question is about: that of a request, that of whoever a carrier names, or nobody's. */
export interface Asked {
  readonly view?: RequestView | undefined;
  /** As it came, and so neither verified nor even of the right type. */
  readonly carrier?: unknown;
  /** Whether they were made nobody: there is nobody to ask then. */
  readonly isAnonymous?: boolean;
}

const NOBODY: Asked = Object.freeze({});

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isContext = (value: object): value is ExecutionContext =>
  typeof (value as Partial<ExecutionContext>).switchToHttp === 'function';

const isRequest = (value: object): value is RequestLike => isObject((value as Partial<RequestLike>).headers);

/** The member `consent` of a payload, or of a job's data. */
function carrierIn(value: object): unknown {
  const { consent, data } = value as { consent?: unknown; data?: unknown };
  return consent ?? (isObject(data) ? (data as { consent?: unknown }).consent : undefined);
}

/** The request that a value is, wraps or belongs to. */
export function viewOf(value: unknown): RequestView | undefined {
  if (!isObject(value)) return undefined;
  if (value instanceof RequestView) return value;
  if (isContext(value)) return requestViewFrom(value);
  const { raw } = value as { raw?: unknown };
  if (isObject(raw) && isRequest(raw)) return RequestView.of(raw);
  return isRequest(value) ? RequestView.of(value) : undefined;
}

/** Not any object with headers: options of a call may have some. */
const isServed = (value: object): boolean =>
  value instanceof RequestView ||
  typeof ((value as { raw?: RequestLike }).raw ?? (value as RequestLike)).url === 'string';

/** The first request or carrier among the arguments of a call; there may be neither. */
export function askedAmong(args: readonly unknown[]): Asked {
  for (const value of args.filter(isObject)) {
    const view = isContext(value) || isServed(value) ? viewOf(value) : undefined;
    if (view) return { view };
    const carrier = carrierIn(value);
    if (carrier !== undefined) return { carrier };
  }
  return NOBODY;
}

const HAVE_REQUESTS: readonly string[] = ['http', 'ws', 'graphql'];

/** Who stands behind an execution context: a request or, of a message that has none, whoever its payload names. */
export function askedIn(context: ExecutionContext): Asked {
  const view = requestViewFrom(context);
  if (view) return { view };
  if (context.getArgs().some(isAnonymous)) return { isAnonymous: true };
  if (HAVE_REQUESTS.includes(context.getType<string>())) return NOBODY;
  const carrier = context
    .getArgs()
    .filter(isObject)
    .map(carrierIn)
    .find((found) => found !== undefined);
  return carrier === undefined ? NOBODY : { carrier };
}
