import { Logger } from '@nestjs/common';
import { seconds } from '@nest-privacy/core';
import { newId, newIdAt } from '@nest-privacy/core/kit';
import { type TreeHead } from '@nest-privacy/core/sealing';
import { testDatabases } from '@nest-privacy/core/testing';
import { type ConsentNode, ConsentNodes } from '../../test/consent-nodes.js';
import { settled } from '../../test/settled.js';
import { ConsentRecordEntity, ledgerKeys, LedgerSealer, LedgerSeals, verifyLedger } from '../index.js';
import { ConsentWriter } from '../ledger/consent-writer.js';
import { consentEntry } from '../testing/index.js';
import { LedgerCheck } from './ledger-check.js';

const [OLD, NEW] = ['o'.repeat(32), 'n'.repeat(32)];

describe.each(testDatabases())('several sealers on $name', (database) => {
  let nodes: ConsentNodes;
  beforeEach(async () => {
    nodes = await ConsentNodes.on(database);
  });
  afterEach(() => nodes.close());

  const start = (...keys: string[]): Promise<ConsentNode> =>
    nodes.start({ seal: { keys, interval: 'off', checkInterval: 'off' } });
  const record = async (node: ConsentNode, siteId: string, count = 1): Promise<void> => {
    const writer = node.get(ConsentWriter as unknown as new () => ConsentWriter);
    for (let i = 0; i < count; i++) {
      nodes.clock.advance(1);
      const [at, owner] = [nodes.clock.now(), { siteId, subjectId: newId(), isNew: true }];
      await writer.write(owner, (previous) =>
        consentEntry(owner, previous, { receivedAt: new Date(at), id: newIdAt(at) }),
      );
    }
    await settled(node.source);
  };
  const seal = (node: ConsentNode): Promise<void> => node.get(LedgerSealer).seal();
  const headsOf = async (node: ConsentNode): Promise<TreeHead[]> => {
    const { store } = node.get(LedgerSeals);
    return Promise.all(['default', 'quiet'].map(async (log) => (await store.newest(log))!));
  };

  it('leave no site to a key that is taken out, also where nothing is decided any more', async () => {
    const one = await start(OLD);
    await record(one, 'default');
    await record(one, 'quiet', 2);
    await seal(one);
    const anchored = await headsOf(one);
    const two = await start(NEW, OLD);
    await record(two, 'default');
    await seal(two);
    const three = await start(NEW);
    await seal(three);
    const keys = ledgerKeys([NEW]);
    const heads = await headsOf(three);
    expect(heads.map(({ size, keyId }) => [size, keyId])).toEqual([
      [2, keys[0]!.kid],
      [2, keys[0]!.kid],
    ]);
    const check = three.get(LedgerCheck);
    for (let part = 0; part < 3; part++) await check.step();
    expect(check.fault).toBeNull();
    const anchors = async function* (): AsyncGenerator<TreeHead> {
      yield* [...anchored, ...heads];
      await Promise.resolve();
    };
    expect(await verifyLedger({ source: three.source, keys, anchors })).toMatchObject({ checked: 4, fault: null });
  });

  it('sign nothing anew that a key signed of which the options know nothing', async () => {
    const one = await start(OLD);
    await record(one, 'quiet');
    await seal(one);
    const other = await start(NEW);
    await seal(other);
    expect((await verifyLedger({ source: other.source, keys: ledgerKeys([NEW]) })).fault).toMatchObject({
      kind: 'untrusted key',
      log: 'quiet',
    });
  });

  it('seal each record once, though they do it at once and one of them fails half way', async () => {
    const [one, two] = [await start(OLD), await start(OLD)];
    const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    for (let round = 0; round < 8; round++) {
      await record(round % 2 ? one : two, round % 3 ? 'default' : 'quiet', 3);
      const { store } = (round % 4 ? one : two).get(LedgerSeals);
      const within = store.within.bind(store);
      const failing = jest.spyOn(store, 'within').mockImplementationOnce((manager) => {
        const opened = within(manager);
        opened.add = async (...order) => {
          await within(manager).add(...order);
          throw new Error('the process was interrupted');
        };
        return opened;
      });
      await Promise.all([seal(one), seal(two), seal(one)]);
      failing.mockRestore();
    }
    error.mockRestore();
    nodes.clock.advance(seconds(1));
    await seal(one);
    const count = await one.source.getRepository(ConsentRecordEntity).count();
    const verdict = await verifyLedger({ source: one.source, keys: ledgerKeys([OLD]) });
    expect(verdict).toMatchObject({ checked: count, unsealed: 0, fault: null });
    expect(verdict.heads.reduce((sum, { size }) => sum + size, 0)).toBe(24);
  });
});
