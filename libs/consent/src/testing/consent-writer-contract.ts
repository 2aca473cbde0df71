import { newId } from '@nest-privacy/core/kit';
import { demand, type PortContract } from '@nest-privacy/core/testing';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentStateEntity } from '../entities/consent-state.entity.js';
import { type ConsentOwner } from '../ledger/consent-entry.js';
import { type ComposeEntry, type ConsentWriter } from '../ledger/consent-writer.js';
import { consentEntry } from './consent-entry.js';

/** A writer, and a look at what it wrote. */
export interface WrittenLedger {
  readonly writer: ConsentWriter;
  /** A subject's records on a site, oldest first. */
  records(siteId: string, subjectId: string): Promise<readonly ConsentRecordEntity[]>;
  state(siteId: string, subjectId: string): Promise<ConsentStateEntity | null>;
}

/** One promise of {@link ConsentWriter}. */
export type ConsentWriterContract = PortContract<WrittenLedger>;

const AT_ONCE = 20;

const newcomer = (siteId = 'default'): ConsentOwner => ({ siteId, subjectId: newId(), isNew: true });
const known = (owner: ConsentOwner): ConsentOwner => ({ ...owner, isNew: false });

const composing =
  (owner: ConsentOwner, members?: Partial<ConsentRecordEntity>): ComposeEntry =>
  (previous) =>
    consentEntry(owner, previous, members);

const isSame = (a: object | null, b: object): boolean => {
  const text = (value: object | null): string => JSON.stringify(Object.entries(value ?? {}).sort());
  return text(a) === text(b);
};

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

async function standing(ledger: WrittenLedger, { siteId, subjectId }: ConsentOwner): Promise<string> {
  const records = await ledger.records(siteId, subjectId);
  const state = await ledger.state(siteId, subjectId);
  demand(records.at(-1)?.id === state?.recordId, 'the state is not that of the newest record');
  return records.map(({ id }) => id).join();
}

/** Writes at once for one subject; what each was composed upon must be what was written just before it. */
async function chained(ledger: WrittenLedger, owner: ConsentOwner, first: string | null): Promise<void> {
  const upon = new Map<string, string | null>();
  const compose: ComposeEntry = (previous) => {
    const entry = consentEntry(owner, previous);
    upon.set(entry.record.id, previous?.recordId ?? null);
    return entry;
  };
  const written = await Promise.all(Array.from({ length: AT_ONCE }, () => ledger.writer.write(owner, compose)));
  const ids = (await ledger.records(owner.siteId, owner.subjectId)).map(({ id }) => id).filter((id) => id !== first);
  demand(ids.length === AT_ONCE && written.every(({ record }) => ids.includes(record.id)), 'a record was lost');
  for (const [i, id] of ids.entries()) demand(upon.get(id) === (ids[i - 1] ?? first), 'two followed the same state');
  await standing(ledger, owner);
}

/** What every implementation of {@link ConsentWriter} keeps, on a ledger that others may write to as well. */
export const CONSENT_WRITER_CONTRACT: readonly ConsentWriterContract[] = [
  {
    promise: 'keeps a record and its state, every member as it was composed',
    prove: async (ledger) => {
      const owner = newcomer();
      for (const subject of [owner, known(owner)]) {
        const { record, state } = await ledger.writer.write(subject, composing(owner));
        const records = await ledger.records(owner.siteId, owner.subjectId);
        demand(isSame(records.at(-1) ?? null, record), 'the record was changed on its way');
        demand(isSame(await ledger.state(owner.siteId, owner.subjectId), state), 'the state was changed on its way');
      }
    },
  },
  {
    promise: 'has each entry composed upon the state that stands, and upon none for who is new',
    prove: async ({ writer }) => {
      const owner = newcomer();
      const upon: (ConsentStateEntity | null)[] = [];
      const compose: ComposeEntry = (previous) => {
        upon.push(previous);
        return consentEntry(owner, previous);
      };
      const first = await writer.write(owner, compose);
      await writer.write(known(owner), compose);
      demand(upon[0] === null, 'a new subject had a state');
      demand(isSame(upon.at(-1) ?? null, first.state), 'the second was not composed upon the first');
    },
  },
  {
    promise: 'writes one after the other what comes at once for one subject, and loses none',
    prove: async (ledger) => {
      const owner = newcomer();
      const { record } = await ledger.writer.write(owner, composing(owner));
      await chained(ledger, known(owner), record.id);
    },
  },
  {
    promise: 'does so also where none of them finds a state',
    prove: (ledger) => chained(ledger, known(newcomer()), null),
  },
  {
    promise: 'takes what comes at once for many subjects',
    prove: async (ledger) => {
      const owners = Array.from({ length: AT_ONCE }, () => newcomer());
      await Promise.all(owners.map((owner) => ledger.writer.write(owner, composing(owner))));
      for (const owner of owners) demand((await standing(ledger, owner)) !== '', 'a record was lost');
    },
  },
  {
    promise: 'refuses an idempotency key that the subject has used on the site, and writes nothing then',
    prove: async (ledger) => {
      const owner = newcomer();
      const compose = composing(owner, { idempotencyKey: 'key' });
      await ledger.writer.write(owner, compose);
      const before = await standing(ledger, owner);
      demand((await thrownBy(ledger.writer.write(known(owner), compose))) !== undefined, 'a key was taken twice');
      demand((await standing(ledger, owner)) === before, 'something was written');
      const elsewhere = { ...owner, siteId: 'other' };
      await ledger.writer.write(elsewhere, composing(elsewhere, { idempotencyKey: 'key' }));
      await ledger.writer.write(known(owner), composing(owner, { idempotencyKey: 'Key' }));
    },
  },
  {
    promise: 'writes nothing of an entry whose composing throws, throws that, and writes what came with it',
    prove: async (ledger) => {
      const [owner, other] = [newcomer(), newcomer()];
      const fault = new Error('composing failed');
      const refused = ledger.writer.write(owner, () => {
        throw fault;
      });
      const [thrown] = await Promise.all([thrownBy(refused), ledger.writer.write(other, composing(other))]);
      demand(thrown === fault, 'another error was thrown');
      demand((await standing(ledger, owner)) === '', 'something was written');
      demand((await standing(ledger, other)) !== '', 'the other was not written');
    },
  },
  {
    promise: 'calls those who take part once for an entry, in their order',
    prove: async ({ writer }) => {
      const owner = newcomer();
      const calls: string[] = [];
      const participants = ['first', 'second'].map((name) => ({
        added: async ({ record }: { readonly record: ConsentRecordEntity }) =>
          Promise.resolve(void calls.push(`${name} ${record.id}`)),
      }));
      const { record } = await writer.write(owner, composing(owner), participants);
      demand(calls.join() === `first ${record.id},second ${record.id}`, `they were called ${calls.join()}`);
    },
  },
  {
    promise: 'undoes an entry when one of those who take part throws, and throws that',
    prove: async (ledger) => {
      const owner = newcomer();
      await ledger.writer.write(owner, composing(owner));
      const before = await standing(ledger, owner);
      const fault = new Error('the participant failed');
      const participant = { added: () => Promise.reject(fault) };
      const thrown = await thrownBy(ledger.writer.write(known(owner), composing(owner), [participant]));
      demand(thrown === fault, 'another error was thrown');
      demand((await standing(ledger, owner)) === before, 'the entry stands');
      await ledger.writer.write(known(owner), composing(owner));
    },
  },
];
