import fc from 'fast-check';
import { HOSTILE } from './words.js';

/** One thing done to a value to make it odd. */
export interface Mutation {
  readonly kind: 'replace' | 'drop' | 'add' | 'wrap';
  /** Which of the value's nodes, counted as they are found. */
  readonly node: number;
  readonly hostile: unknown;
}

/** A hostile value, or any JSON at all. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }) },
);

/** Text without halves of characters, which no escape can write. */
export const whole = (text: string): string => Buffer.from(text).toString();

/** Nothing, and once in twenty times something. */
export const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 19, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'replace', 'drop', 'add', 'wrap'),
  node: fc.nat(40),
  hostile,
});

type Container = Record<string, unknown>;

/** Every place of a value where something stands: the container and its key. */
function placesOf(value: unknown): [Container, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const container = value as Container;
  return Object.keys(container).flatMap((key) => [
    [container, key] as [Container, string],
    ...placesOf(container[key]),
  ]);
}

/** The value with one mutation; the original stays as it is. */
export function mutated(value: unknown, { kind, node, hostile: odd }: Mutation): unknown {
  const root = { value: structuredClone(value) };
  const places = placesOf(root);
  const [container, key] = places[node % places.length]!;
  if (kind === 'replace') container[key] = odd;
  else if (kind === 'wrap') container[key] = [[container[key]]];
  else if (kind === 'drop') delete container[key];
  else if (Array.isArray(container)) container.push(odd);
  else container[typeof odd === 'string' ? odd : JSON.stringify(odd)] = odd;
  return root.value;
}
