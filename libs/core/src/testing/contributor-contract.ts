import { type DataSubject } from '../ports/data-subject.js';
import { type DataSubjectContributor, type ErasureStep, type SubjectRow } from '../ports/data-subject-contributor.js';
import { demand, type PortContract } from './port-contract.js';

/** A contributor that keeps something of two persons, who are told apart by these names. */
export interface ContributorProof {
  readonly contributor: DataSubjectContributor;
  /** Of whom something is kept; erased by the proofs. */
  readonly subject: DataSubject;
  /** Of whom something is kept that has to stay. */
  readonly another: DataSubject;
}

/** One promise of `DataSubjectContributor`. */
export type ContributorContract = PortContract<ContributorProof>;

const NAME = /^[a-z0-9-]{1,40}$/;

async function all<T>(given: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of given) items.push(item);
  return items;
}

const erasedIn = (steps: readonly ErasureStep[]): number => steps.reduce((sum, { erased }) => sum + erased, 0);
const textOf = (rows: readonly SubjectRow[]): string => JSON.stringify(rows);

/** What every contributor keeps; to be proven in this order, each with the same data. */
export const CONTRIBUTOR_CONTRACT: readonly ContributorContract[] = [
  {
    promise: 'has a name, and sections with names, each in one piece',
    async prove({ contributor, subject }) {
      const sections = (await all(contributor.export(subject))).map(({ section }) => section);
      const begins = sections.filter((section, i) => section !== sections[i - 1]);
      demand(
        [contributor.name, ...sections].every((name) => NAME.test(name)),
        'a name is none',
      );
      demand(new Set(begins).size === begins.length, 'a section is in several pieces');
    },
  },
  {
    promise: 'exports what is kept of a person, as JSON can hold it, twice the same',
    async prove({ contributor, subject }) {
      const [first, second] = [await all(contributor.export(subject)), await all(contributor.export(subject))];
      demand(first.length > 0, 'there was nothing');
      demand(textOf(first) === textOf(second), 'the second export was another');
    },
  },
  {
    promise: 'erases one person, and nobody else',
    async prove({ contributor, subject, another }) {
      const before = textOf(await all(contributor.export(another)));
      demand(erasedIn(await all(contributor.erase(subject))) > 0, 'nothing was erased');
      demand(textOf(await all(contributor.export(another))) === before, 'something of another person was erased');
    },
  },
  {
    promise: 'erases nothing the second time, and says so',
    async prove({ contributor, subject }) {
      demand(erasedIn(await all(contributor.erase(subject))) === 0, 'something was erased again');
    },
  },
];
