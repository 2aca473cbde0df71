import { type ConsentCategory } from '@nest-privacy/core';
import { type ConsentRequirement, requirementsOf } from './consent-requirement.js';

/** All that one piece of code needs. */
export interface Needs {
  readonly requirements: readonly ConsentRequirement[];
  /** The categories of all of them, each once. */
  readonly categories: readonly ConsentCategory[];
}

export const needsFrom = (requirements: readonly ConsentRequirement[]): Needs => ({
  requirements,
  categories: [...new Set(requirements.flatMap(({ categories }) => categories))],
});

const known = new WeakMap<object, WeakMap<object, Needs>>();

/** What a method of a class needs; declarations do not change once they are asked about. */
export function needsOf(method: object, owner: object): Needs {
  let ofMethod = known.get(method);
  if (!ofMethod) known.set(method, (ofMethod = new WeakMap()));
  let needs = ofMethod.get(owner);
  if (!needs) ofMethod.set(owner, (needs = needsFrom(requirementsOf(method, owner))));
  return needs;
}
