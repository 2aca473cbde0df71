import { Logger } from '@nestjs/common';
import { days, RequestView } from '@nest-privacy/core';
import { transact } from '@nest-privacy/core/typeorm';
import { testDatabases } from '@nest-privacy/core/testing';
import { type Browser } from '../../test/browser.js';
import { VisitorConsentReader } from '../index.js';
import { ConsentNodes, grantAt, type ConsentNode } from '../../test/consent-nodes.js';

const CAPACITY = 8;

interface Person {
  readonly visitor: Browser;
  readonly captured: Map<string, string>;
}

describe.each(testDatabases())('changes beyond what memory holds, on $name', (database) => {
  let nodes: ConsentNodes;
  beforeEach(async () => {
    nodes = await ConsentNodes.on(database);
  });
  afterEach(() => nodes.close());

  const granted = async (node: ConsentNode, count: number): Promise<Person[]> => {
    const people: Person[] = [];
    for (let i = 0; i < count; i++) {
      nodes.clock.advance(1_000);
      people.push(await grantAt(node));
    }
    return people;
  };
  const withdrawAll = async (people: readonly Person[]): Promise<void> => {
    for (const { visitor } of people) {
      nodes.clock.advance(1_000);
      expect((await visitor.send('DELETE', '/consent')).status).toBe(200);
    }
  };

  it('are not forgotten: no copied cookie of before passes, neither here nor elsewhere nor after a restart', async () => {
    const revocations = { capacity: CAPACITY };
    const [one, two] = [await nodes.start({ revocations }), await nodes.start({ revocations })];
    const people = await granted(one, 4 * CAPACITY);
    await two.look();
    await withdrawAll(people);
    await two.look();
    const three = await nodes.start({ revocations });
    for (const node of [one, two, three]) {
      const answers = await Promise.all(people.map(({ captured }) => node.guarded(captured)));
      expect(answers).toEqual(people.map(() => 403));
      const told = await Promise.all(people.map(({ captured }) => node.replay(captured).consent()));
      expect(told.map(({ state }) => state)).toEqual(people.map(() => 'withdrawn'));
    }
  });

  it('let a cookie of before pass that counts still, after one question to the database', async () => {
    const node = await nodes.start({ revocations: { capacity: CAPACITY } });
    const [faithful] = await granted(node, 1);
    await withdrawAll(await granted(node, 4 * CAPACITY));
    const runner = Object.getPrototypeOf(node.source.createQueryRunner()) as { query: (...args: unknown[]) => unknown };
    const query = jest.spyOn(runner, 'query');
    const answers = await Promise.all(Array.from({ length: 5 }, () => node.guarded(faithful!.captured)));
    expect([answers, query.mock.calls.length]).toEqual([Array(5).fill(200), 1]);
    expect(await node.guarded(faithful!.captured)).toBe(200);
    expect((await node.replay(faithful!.captured).consent()).decisions).toMatchObject({ STATISTICS: 'granted' });
    expect(query.mock.calls.length).toBe(1);
    query.mockRestore();
  });

  it('are denied to who asks at once, until they are known', async () => {
    const node = await nodes.start({ revocations: { capacity: CAPACITY } });
    const [faithful] = await granted(node, 1);
    await withdrawAll(await granted(node, 4 * CAPACITY));
    const request = { headers: { host: 'x', cookie: faithful!.visitor.cookieHeader } };
    const isKnown = (): boolean => node.get(VisitorConsentReader).isKnown(RequestView.of(request));
    expect([node.service.allows(request, 'STATISTICS'), isKnown()]).toEqual([false, false]);
    await node.guarded(faithful!.captured);
    expect([node.service.allows(request, 'STATISTICS'), isKnown()]).toEqual([true, true]);
  });

  it('allow nothing while the database cannot be asked, not even where what is unset is allowed', async () => {
    const silent = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    const node = await nodes.start({ regime: 'opt-out', revocations: { capacity: CAPACITY } });
    const [faithful] = await granted(node, 1);
    await withdrawAll(await granted(node, 4 * CAPACITY));
    const rename = (from: string, to: string): Promise<unknown> =>
      transact(node.source, (manager) => manager.query(`ALTER TABLE ${from} RENAME TO ${to}`));
    await rename('privacy_consent_state', 'gone');
    expect(await node.guarded(new Map())).toBe(200);
    expect(await node.guarded(faithful!.captured)).toBe(403);
    await rename('gone', 'privacy_consent_state');
    expect(await node.guarded(faithful!.captured)).toBe(200);
    silent.mockRestore();
  });

  it('need not be known once no cookie of before can count', async () => {
    const node = await nodes.start({ revocations: { capacity: CAPACITY } });
    await withdrawAll(await granted(node, 4 * CAPACITY));
    nodes.clock.advance(days(181));
    const [fresh] = await granted(node, 1);
    await withdrawAll(await granted(node, 1));
    const restarted = await nodes.start({ revocations: { capacity: CAPACITY } });
    for (const each of [node, restarted]) {
      const runner = Object.getPrototypeOf(each.source.createQueryRunner()) as {
        query: (...args: unknown[]) => unknown;
      };
      const query = jest.spyOn(runner, 'query');
      expect(await each.guarded(fresh!.captured)).toBe(200);
      // Jobs of the module ask for what is theirs.
      const asked = query.mock.calls.filter(([sql]) => String(sql).includes('privacy_consent_state'));
      expect(asked).toEqual([]);
      query.mockRestore();
    }
  });
});
