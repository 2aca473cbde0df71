import { ConfigurationError } from '../errors/configuration.error.js';
import { type DataSubjectContributor } from './data-subject-contributor.js';

const NAME = /^[a-z0-9-]{1,40}$/;

const invalid = (what: string): ConfigurationError =>
  new ConfigurationError({
    code: 'CONTRIBUTOR_NAME_INVALID',
    what,
    where: 'the DataSubjectContributors that are bound',
    remedy: 'give each a "name" of its own: lower case, digits and hyphens, 40 characters at most',
  });

/**
 * Contributors in the order of their names, by which the steps of an erasure are told apart.
 *
 * @param bound to the port; a list counts as each of its members
 * @throws ConfigurationError `CONTRIBUTOR_NAME_INVALID` when a name is none, or there twice
 */
export function contributorsIn(bound: readonly unknown[]): readonly DataSubjectContributor[] {
  const all = [...new Set(bound.flat() as DataSubjectContributor[])];
  const names = new Set<string>();
  for (const { name } of all) {
    if (!NAME.test(name)) throw invalid(`${JSON.stringify(name)} is no name of a contributor`);
    if (names.has(name)) throw invalid(`two contributors are called "${name}"`);
    names.add(name);
  }
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}
