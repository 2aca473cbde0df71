import { type GateOptions } from './gate.options.js';
import { needsOf, OWN, type Readings } from './parked.js';

/** All attributes that a gate reads, its own ahead of the others. */
export const readingsOf = ({ alsoRead }: GateOptions): Readings => ({ [OWN]: (name) => name, ...alsoRead });

/** Whether all that an element waits for is allowed; `false` for one that waits for nothing. */
export function isAllowed(element: Element, readings: Readings, client: GateOptions['client']): boolean {
  const needs = needsOf(element, readings);
  return !!needs[0] && needs.every((name) => client.allows(name));
}
