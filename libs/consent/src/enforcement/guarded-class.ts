import { guardedMethod, isGuarded, type Method } from './guarded-method.js';

/** What Nest calls for its own purposes, with nobody in sight. */
const LIFECYCLE: readonly string[] = [
  'constructor',
  'onModuleInit',
  'onApplicationBootstrap',
  'onModuleDestroy',
  'beforeApplicationShutdown',
  'onApplicationShutdown',
];

/** A prototype and those that it inherits from, but for the last, which is that of all objects. */
function* lineageOf(prototype: object): Generator<object> {
  for (let place = prototype, next = parentOf(place); next !== null; place = next, next = parentOf(next)) yield place;
}

const parentOf = (prototype: object): object | null => Object.getPrototypeOf(prototype) as object | null;

/** Every method of a prototype, inherited ones included, but for those that belong to Nest. */
export function methodsOf(prototype: object): ReadonlyMap<string, Method> {
  const methods = new Map<string, Method>();
  for (const place of lineageOf(prototype))
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(place)))
      if (typeof value === 'function' && !LIFECYCLE.includes(name) && !methods.has(name))
        methods.set(name, value as Method);
  return methods;
}

/** Has every method of a class judge for itself where Nest does not; also those that it inherits. */
export function guardMethods(prototype: object): void {
  for (const [name, value] of methodsOf(prototype))
    Object.defineProperty(prototype, name, {
      value: guardedMethod(name, value),
      writable: true,
      configurable: true,
    });
}

/** Methods that were added by a class that inherits the requirement of another, and so were never looked at. */
export const unguardedMethodsOf = (prototype: object): readonly string[] =>
  [...methodsOf(prototype)].filter(([, method]) => !isGuarded(method)).map(([name]) => name);
