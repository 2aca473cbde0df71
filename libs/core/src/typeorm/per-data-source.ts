import { type DataSource } from 'typeorm';

/**
 * Makes something once for each DataSource, when it is first asked for: statements in its names, which are not known before it is initialised.
 */
export function perDataSource<T>(make: (source: DataSource) => T): (source: DataSource) => T {
  const made = new WeakMap<DataSource, { readonly value: T }>();
  return (source) => {
    const known = made.get(source) ?? { value: make(source) };
    made.set(source, known);
    return known.value;
  };
}
