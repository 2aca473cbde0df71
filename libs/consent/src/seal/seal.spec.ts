import { newId } from '@nest-privacy/core/kit';
import { publicKeyOf, verifyEntryProof, canonicalJson, type LogFault, type TreeHead } from '@nest-privacy/core/sealing';
import { hours, minutes, seconds } from '@nest-privacy/core';
import { testDatabases } from '@nest-privacy/core/testing';
import { dialectOf, transact } from '@nest-privacy/core/typeorm';
import { Logger } from '@nestjs/common';
import { LedgerVerification } from './ledger-verification.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { settled } from '../../test/settled.js';
import { type LedgerVerificationView } from '../dto/ledger-verification.view.js';
import {
  ConsentRecordEntity,
  type ConsentRecordView,
  LedgerSealer,
  LedgerSeals,
  leafContentOf,
  recordLeafHash,
  ledgerKeys,
  SealStatus,
  verifyLedger,
} from '../index.js';
import { LateSignalNotes } from '../ledger/late-signal-notes.js';
import { LedgerCheck } from './ledger-check.js';

const KEYS = ['a-key-of-the-ledger-that-is-long-enough-0002', 'a-key-of-the-ledger-that-is-long-enough-0001'];

describe.each(testDatabases())('the sealed ledger on $name', (database) => {
  let server: ConsentApp;
  let sealer: LedgerSealer;
  let seals: LedgerSeals;

  beforeAll(async () => {
    server = await startConsentApp({
      database,
      adapter: 'fastify',
      consent: { rateLimit: 'off', seal: { keys: KEYS, interval: 'off', checkInterval: 'off' } },
    });
    [sealer, seals] = [server.app.get(LedgerSealer), server.app.get(LedgerSeals)];
  });
  afterAll(() => server.close());

  const decide = async (): Promise<string> => {
    server.clock.advance(7);
    const answer = await new Browser(server.url).decide({ STATISTICS: 'granted' });
    return (await bodyOf<ConsentRecordView>(answer)).id;
  };
  const seal = async (): Promise<void> => {
    await settled(server.source);
    await sealer.seal();
  };
  const decideAll = async (count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let i = 0; i < count; i++) ids.push(await decide());
    await seal();
    return ids;
  };
  const admin = (path: string): Promise<Response> =>
    new Browser(server.url, { authorization: ADMIN_TOKEN }).send('GET', path);
  /** All parts; the last one's answer, with what all of them checked. */
  const verify = async (): Promise<LedgerVerificationView> => {
    for (let checked = 0, cursor = ''; ;) {
      const path = `/admin/consent/ledger/verify${cursor && `?cursor=${encodeURIComponent(cursor)}`}`;
      const part = await bodyOf<LedgerVerificationView>(await admin(path));
      checked += part.checked;
      if (part.nextCursor === null || part.nextCursor === undefined) return { ...part, checked };
      cursor = part.nextCursor;
    }
  };
  const faultOf = async (): Promise<LogFault | null> => (await verify()).fault;
  const sizeOf = async (): Promise<number> => (await seals.store.newest('default'))?.size ?? 0;
  const TABLES = ['privacy_consent_record', 'privacy_consent_seal', 'privacy_consent_seal_node'];
  const KEPT = [...TABLES, 'privacy_consent_state', 'privacy_consent_follower'];
  /** Takes the triggers away, does what they would refuse, and puts them back. */
  const behindTheirBack = (...statements: string[]): Promise<void> =>
    transact(server.source, async (manager) => {
      if (dialectOf(server.source) === 'postgres') {
        for (const table of TABLES) await manager.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
        for (const sql of statements) await manager.query(sql);
        for (const table of TABLES) await manager.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
        return;
      }
      const triggers = await manager.query<{ name: string; sql: string }[]>(
        `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'privacy_consent%'`,
      );
      for (const { name } of triggers) await manager.query(`DROP TRIGGER ${name}`);
      for (const sql of statements) await manager.query(sql);
      for (const { sql } of triggers) await manager.query(sql);
    });

  const keep = async (): Promise<void> => {
    for (const table of KEPT) await server.source.query(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
  };
  const putBack = (): Promise<void> =>
    behindTheirBack(
      ...KEPT.flatMap((table) => [`DELETE FROM ${table}`, `INSERT INTO ${table} SELECT * FROM kept_${table}`]),
    );

  it('is verified from the first record to the last, and says what is not sealed yet', async () => {
    await decideAll(5);
    expect(await verify()).toMatchObject({ status: 'verified', checked: 5, size: 5, fault: null, unsealed: 0 });
    await decide();
    server.clock.advance(6_000);
    expect(await verify()).toMatchObject({ status: 'verified', size: 5, unsealed: 1 });
    const status = server.app.get(SealStatus);
    await settled(server.source);
    expect(await status.report()).toMatchObject({ sealing: 'late', unsealed: 1, unsealedSince: expect.any(Date) });
    await seal();
    expect(await status.report()).toEqual({ sealing: 'in time', unsealed: 0, unsealedSince: null, fault: null });
    expect(await verify()).toMatchObject({ status: 'verified', size: 6, head: { size: 6, log: 'default' } });
  });

  const unnumber = (id: string, slow = 0): Promise<void> =>
    behindTheirBack(
      `UPDATE privacy_consent_state SET decided_at = decided_at - ${slow} WHERE record_id = '${id}'`,
      `UPDATE privacy_consent_record SET sequence = NULL, leaf_hash = NULL, received_at = received_at - ${slow} WHERE id = '${id}'`,
    );

  it('seals what a writer adds whose clock is slow, where others without a number were sealed already', async () => {
    const size = await sizeOf();
    await unnumber(await decide());
    server.clock.advance(60_001);
    await seal();
    await unnumber(await decide(), 600_000);
    await seal();
    expect([await sizeOf(), await faultOf()]).toEqual([size + 1, null]);
    server.clock.advance(300_000);
    await seal();
    await seal();
    expect([await sizeOf(), await faultOf()]).toEqual([size + 2, null]);
  });

  it('seals first what a slow clock left before a pause, then what comes after it', async () => {
    const size = await sizeOf();
    await unnumber(await decide());
    server.clock.advance(minutes(1) + 1);
    await seal();
    await unnumber(await decide(), minutes(10));
    server.clock.advance(hours(3));
    await unnumber(await decide(), minutes(2));
    await decide();
    await seal();
    expect([await sizeOf(), await faultOf()]).toEqual([size + 4, null]);
  });

  it('never seals late what would be called backdated for ever', async () => {
    await unnumber(await decide());
    server.clock.advance(minutes(6));
    await seal();
    server.clock.advance(minutes(5) - 50);
    const fast = await decide();
    await behindTheirBack(
      `UPDATE privacy_consent_state SET decided_at = decided_at + 30000 WHERE record_id = '${fast}'`,
      `UPDATE privacy_consent_record SET leaf_hash = NULL, received_at = received_at + 30000 WHERE id = '${fast}'`,
    );
    await seal();
    const size = await sizeOf();
    const slow = await decide();
    await unnumber(slow, minutes(59) + seconds(50));
    server.clock.advance(50);
    await seal();
    expect([await sizeOf(), await faultOf()]).toEqual([size, expect.objectContaining({ kind: 'inserted', id: slow })]);
    await behindTheirBack(`DELETE FROM privacy_consent_record WHERE id = '${slow}'`);
    expect(await faultOf()).toBeNull();
  });

  it('is whole where a browser began to send a signal after its decision', async () => {
    const visitor = new Browser(server.url);
    await visitor.decide({ STATISTICS: 'granted' });
    server.clock.advance(60_000);
    const { noticeVersion } = (await visitor.consent()) as unknown as { noticeVersion: number };
    await visitor.send('POST', '/consent/notices-served', { body: { noticeVersion }, headers: { 'Sec-GPC': '1' } });
    await server.app.get(LateSignalNotes, { strict: false }).flush();
    await seal();
    const signals = await server.source.getRepository(ConsentRecordEntity).countBy({ eventType: 'signal-applied' });
    expect([signals, (await verify()).fault]).toEqual([1, null]);
  });

  it('asks administrators only, and one part at a time', async () => {
    await decideAll(2);
    const size = await sizeOf();
    expect((await new Browser(server.url).send('GET', '/admin/consent/ledger/verify')).status).toBe(401);
    const verification = server.app.get(LedgerVerification);
    const [first, second] = await Promise.allSettled([verification.part('default'), verification.part('default')]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { checked: size } });
    expect(second).toMatchObject({ reason: { status: 429, code: 'RATE_LIMITED' } });
    for (const query of ['cursor=x', 'site=nowhere', 'unknown=1'])
      expect([query, (await admin(`/admin/consent/ledger/verify?${query}`)).status]).toEqual([query, 400]);
  });

  it('proves each record offline, with the published keys alone', async () => {
    const ids = await decideAll(3);
    const { keys } = await bodyOf<{ keys: { x: string; kid: string; validUntil: string | null }[] }>(
      await new Browser(server.url).send('GET', '/.well-known/consent-ledger.json'),
    );
    const published = { kty: 'OKP', crv: 'Ed25519' };
    expect(keys).toMatchObject([{ ...published, validUntil: null }, published]);
    const record = await server.source.getRepository(ConsentRecordEntity).findOneByOrFail({ id: ids[1]! });
    const proof = (await seals.proofOf(record))!;
    const content = canonicalJson(JSON.parse(JSON.stringify(leafContentOf(record))));
    expect(
      verifyEntryProof(
        content,
        proof,
        keys.map(({ x }) => publicKeyOf(x)),
      ),
    ).toBe(true);
    expect(
      verifyEntryProof(
        content.replace('granted', 'denied'),
        proof,
        keys.map(({ x }) => publicKeyOf(x)),
      ),
    ).toBe(false);
    const last = await server.source.getRepository(ConsentRecordEntity).findOneByOrFail({ id: await decide() });
    expect(await seals.proofOf(last)).toBeNull();
  });

  it('has its keys published from the start, newest first, before they seal anything', async () => {
    const { keys } = await bodyOf<{ keys: { kid: string }[] }>(
      await new Browser(server.url).send('GET', '/.well-known/consent-ledger.json'),
    );
    expect(keys.map(({ kid }) => kid)).toEqual(ledgerKeys(KEYS).map(({ kid }) => kid));
  });

  it('is sealed from before there were numbers and hashes', async () => {
    await seal();
    const size = await sizeOf();
    const [first] = [await decide(), await decide()];
    await behindTheirBack(
      `UPDATE privacy_consent_record SET sequence = NULL, leaf_hash = NULL, schema_version = 1 WHERE id = '${first}'`,
    );
    await seal();
    expect(await verify()).toMatchObject({ status: 'verified', size: size + 1, unsealed: 1 });
    server.clock.advance(60_100);
    await seal();
    expect(await verify()).toMatchObject({ status: 'verified', size: size + 2, unsealed: 0 });
  });

  describe('has what was done behind the triggers’ back found', () => {
    let ids: string[];
    let base: number;
    beforeAll(async () => {
      base = await sizeOf();
      ids = [...(await decideAll(3)), ...(await decideAll(3))];
      await keep();
    });
    afterEach(async () => {
      await putBack();
      expect(await faultOf()).toBeNull();
    });
    const copied = (id: string, members: Record<string, string>): string => {
      const columns = server.source.getMetadata(ConsentRecordEntity).columns.map(({ databaseName }) => databaseName);
      const own: Record<string, string> = { id: `'${newId()}'`, leaf_hash: 'NULL', ...members };
      const values = columns.map((name) => own[name] ?? name);
      return `INSERT INTO privacy_consent_record (${columns.join(', ')}) SELECT ${values.join(', ')} FROM privacy_consent_record WHERE id = '${id}'`;
    };

    const expectFault = async (fault: Partial<LogFault>): Promise<void> => {
      expect(await faultOf()).toMatchObject({ log: 'default', ...fault });
      expect((await verify()).status).toBe('tampered');
    };

    it.each(['decisions', 'method', 'language', 'notice_version', 'valid_until', 'leaf_hash', 'details', 'origin'])(
      'an edited %s',
      async (column) => {
        const value =
          column === 'decisions'
            ? `'{"STATISTICS":"denied","MARKETING":"unset"}'`
            : column === 'leaf_hash'
              ? `'${'A'.repeat(43)}'`
              : `'7'`;
        await behindTheirBack(`UPDATE privacy_consent_record SET ${column} = ${value} WHERE id = '${ids[3]}'`);
        await expectFault({ kind: 'edited', position: base + 3, id: ids[3]! });
      },
    );

    it('a deleted record, also the last', async () => {
      await behindTheirBack(`DELETE FROM privacy_consent_record WHERE id = '${ids[5]}'`);
      await expectFault({ kind: 'deleted', position: base + 5, id: ids[5]! });
      await behindTheirBack(`DELETE FROM privacy_consent_record WHERE id = '${ids[1]}'`);
      await expectFault({ kind: 'deleted', position: base + 1, id: ids[1]! });
    });

    it('an inserted record', async () => {
      const stranger = newId();
      await behindTheirBack(copied(ids[2]!, { id: `'${stranger}'`, subject_id: `'${newId()}'` }));
      await expectFault({ kind: 'inserted', id: stranger });
    });

    it('reordered records', async () => {
      const entries = `(SELECT entries FROM privacy_consent_seal WHERE size = ${base + 3})`;
      // Each entry is 56 bytes, which three make a whole number of base64 groups of.
      const [row] = await server.source.query<{ entries: string }[]>(`SELECT ${entries} AS entries`);
      const bytes = Buffer.from(row!.entries, 'base64');
      const swapped = Buffer.concat([bytes.subarray(56, 112), bytes.subarray(0, 56), bytes.subarray(112)]);
      await behindTheirBack(
        `UPDATE privacy_consent_seal SET entries = '${swapped.toString('base64')}' WHERE size = ${base + 3}`,
      );
      await expectFault({ kind: 'reordered', position: base + 1, id: ids[0]! });
    });

    it('a record that was changed along with its hashes', async () => {
      const repository = server.source.getRepository(ConsentRecordEntity);
      const record = await repository.findOneByOrFail({ id: ids[4]! });
      const forged = Object.assign(record, { decisions: { STATISTICS: 'denied', MARKETING: 'denied' } });
      const hash = recordLeafHash(forged);
      const [seal] = await server.source.query<{ entries: string }[]>(
        `SELECT entries FROM privacy_consent_seal WHERE size = ${base + 6}`,
      );
      const bytes = Buffer.from(seal!.entries, 'base64');
      hash.copy(bytes, 56 + 24);
      await behindTheirBack(
        `UPDATE privacy_consent_record SET decisions = '${JSON.stringify(forged.decisions)}', leaf_hash = '${hash.toString('base64url')}' WHERE id = '${ids[4]}'`,
        `UPDATE privacy_consent_seal SET entries = '${bytes.toString('base64')}' WHERE size = ${base + 6}`,
      );
      await expectFault({ kind: 'altered', position: base + 3 });
    });

    it.each(['root', 'previous', 'sealed_at', 'signature'])('a head with another %s', async (column) => {
      await behindTheirBack(`UPDATE privacy_consent_seal SET ${column} = 'f' WHERE size = ${base + 6}`);
      await expectFault({ kind: 'forged head', position: base + 3 });
    });

    it('a head that is gone, and the end cut off', async () => {
      await behindTheirBack(`DELETE FROM privacy_consent_seal WHERE size = ${base + 3}`);
      await expectFault({ kind: 'gap', position: base });
    });

    it('a log that was cut off with its records, by a head that was kept outside', async () => {
      const kept = seals.store.newest('default');
      const anchors = async function* (): AsyncGenerator<TreeHead> {
        yield (await kept)!;
      };
      await kept;
      const inspect = (): ReturnType<typeof verifyLedger> =>
        verifyLedger({ source: server.source, keys: ledgerKeys(KEYS), anchors });
      expect(await inspect()).toMatchObject({
        checked: base + 6,
        unsealed: 0,
        fault: null,
        heads: [{ size: base + 6 }],
      });
      await behindTheirBack(
        `DELETE FROM privacy_consent_seal WHERE size = ${base + 6}`,
        `DELETE FROM privacy_consent_record WHERE id IN ('${ids.slice(3).join("', '")}')`,
      );
      expect(await faultOf()).toBeNull();
      expect(await inspect()).toMatchObject({ fault: { kind: 'truncated' } });
    });

    it('all of it, by the check that nobody asked for, which health tells of', async () => {
      const [check, health] = [server.app.get(LedgerCheck), server.app.get(SealStatus)];
      await check.step();
      expect(await health.report()).toMatchObject({ fault: null });
      await behindTheirBack(`UPDATE privacy_consent_record SET method = 'x' WHERE id = '${ids[3]}'`);
      const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
      await check.step();
      await check.step();
      expect(error).toHaveBeenCalledTimes(1);
      error.mockRestore();
      expect(await health.report()).toMatchObject({ fault: { kind: 'edited', id: ids[3] } });
      await putBack();
      await check.step();
      expect(await health.report()).toMatchObject({ fault: null });
    });

    const subjectOf = `(SELECT subject_id FROM privacy_consent_record WHERE id = '{}')`;
    it.each([
      ['widened', `SET decisions = '{"STATISTICS":"granted","MARKETING":"granted"}'`],
      ['set back', `SET decided_at = decided_at - 1`],
      ['made to last', `SET valid_until = valid_until + 1`],
      ['withdrawn', 'SET withdrawn = 1'],
      ['of another record', `SET record_id = '${newId()}'`],
      ['of the future', `SET record_id = '${newId()}', decided_at = decided_at + 100000`],
      ['gone', null],
    ])('a state that is %s', async (_name, change) => {
      const table = 'privacy_consent_state';
      const where = `WHERE subject_id = ${subjectOf.replace('{}', ids[3]!)}`;
      await behindTheirBack(change === null ? `DELETE FROM ${table} ${where}` : `UPDATE ${table} ${change} ${where}`);
      await expectFault({ kind: 'state', position: base + 3, id: ids[3]! });
    });

    it('what was slipped in before the seal was set back, and nothing sealed twice', async () => {
      const rewound = `{"earlier":[0,""],"numbered":[0,0,""]}`;
      server.app.useLogger(false);
      await behindTheirBack(
        copied(ids[2]!, { subject_id: `'${newId()}'` }),
        `UPDATE privacy_consent_follower SET cursor = '${rewound}', place = 0 WHERE name = 'seal'`,
      );
      await seal();
      expect(await sizeOf()).toBe(base + 6);
      await expectFault({ kind: 'inserted' });
      await putBack();
      await behindTheirBack(`DELETE FROM privacy_consent_follower WHERE name = 'seal'`);
      await seal();
      expect([await sizeOf(), await faultOf()]).toEqual([base + 6, null]);
    });

    it('what was put there for a time long past, and sealed', async () => {
      const isPostgres = dialectOf(server.source) === 'postgres';
      const sequence = isPostgres
        ? 'pg_current_xact_id()::text::bigint'
        : '(SELECT MAX(sequence) + 1 FROM privacy_consent_record)';
      await behindTheirBack(copied(ids[3]!, { received_at: 'received_at - 7200000', sequence }));
      await seal();
      expect(await sizeOf()).toBe(base + 7);
      await expectFault({ kind: 'backdated', position: base + 6 });
    });

    it('a truncated log whose records are still there', async () => {
      await behindTheirBack(`DELETE FROM privacy_consent_seal WHERE size = ${base + 6}`);
      await expectFault({ kind: 'inserted', id: ids[3]! });
    });
  });
});

it('says in one line at start that the ledger is not sealed', async () => {
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  const [database] = testDatabases();
  const server = await startConsentApp({ database: database!, adapter: 'fastify' });
  expect(warn.mock.calls.filter(([line]) => String(line).includes('seal.keys'))).toHaveLength(1);
  expect(await server.app.get(SealStatus).report()).toMatchObject({ sealing: 'off' });
  warn.mockRestore();
  await server.close();
});
