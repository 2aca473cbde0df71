import { ValidateBy } from 'class-validator';

const elementsOf = (value: unknown): readonly unknown[] =>
  value instanceof Map ? [...(value as Map<unknown, unknown>).values()] : Array.isArray(value) ? value : [];

/**
 * Elements of a list or map are no lists themselves. `ValidateNested` takes the elements of a list within the list for its own, so that an empty
 * one would pass as a valid object.
 */
export const NoListsWithin = (): PropertyDecorator =>
  ValidateBy({
    name: 'noListsWithin',
    validator: {
      validate: (value) => !elementsOf(value).some(Array.isArray),
      defaultMessage: () => 'elements of $property must be objects, not lists',
    },
  });
