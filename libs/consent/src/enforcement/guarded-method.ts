import { type ConsentGate } from './consent-gate.js';
import { requirementsAt } from './consent-requirement.js';
import { enforce } from './enforce.js';
import { hasEntryPoints, type MethodRole, roleOf } from './method-role.js';
import { type Needs, needsFrom, needsOf } from './needs.js';

/** Where Nest puts the gate into an instance of a class that requires consent. */
export const GATE = Symbol.for('@nest-privacy/consent:gate');

export type Method = (this: unknown, ...args: unknown[]) => unknown;

const guarded = new WeakSet<object>();

/** Whether a method judges for itself. */
export const isGuarded = (method: object): boolean => guarded.has(method);

/** What a method that is called past Nest's guards has to judge itself, and as what it is called. */
interface Duty {
  readonly role: MethodRole;
  readonly needs: Needs;
}

const NOTHING: Needs = needsFrom([]);

function dutyOf(owner: object, name: string | symbol, method: object): Duty {
  const role = roleOf(owner, name, method);
  if (role === 'handler') return { role, needs: NOTHING };
  const isEntry = role === 'job' || role === 'field' || !hasEntryPoints(owner);
  return { role, needs: isEntry ? needsOf(method, owner) : needsFrom(requirementsAt(method)) };
}

/** Nest and its companions know a method by what is written on it, and by its name. */
function disguise(method: Method, original: Method): void {
  for (const key of Reflect.getOwnMetadataKeys(original))
    Reflect.defineMetadata(key, Reflect.getOwnMetadata(key, original), method);
  for (const name of ['name', 'length'] as const)
    Object.defineProperty(method, name, { value: original[name], configurable: true });
}

/**
 * The same method, which judges for itself wherever Nest runs no guard before it: jobs, methods of providers, fields of GraphQL types. Handlers, before which
 * {@link ConsentGuard} stands, run as they are.
 */
export function guardedMethod(name: string | symbol, original: Method): Method {
  if (guarded.has(original)) return original;
  const duties = new WeakMap<object, Duty>();
  const method: Method = function (...args) {
    const self = this as { readonly [GATE]?: ConsentGate; readonly constructor: object } | undefined;
    const owner = self?.constructor ?? method;
    let duty = duties.get(owner);
    if (!duty) duties.set(owner, (duty = dutyOf(owner, name, method)));
    const { role, needs } = duty;
    const isJudgedByNest = role === 'field' && self?.[GATE] !== undefined;
    if (needs.categories.length === 0 || isJudgedByNest) return original.apply(this, args);
    return enforce({ gate: self?.[GATE], isJob: role === 'job', needs }, args, (given) => original.apply(this, given));
  };
  disguise(method, original);
  guarded.add(method);
  return method;
}
