import { minutes } from '@nest-privacy/core';
import { type TreeHead } from '@nest-privacy/core/sealing';
import { type DisposableDatabase, ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { SECRETS } from '../../test/rights-app.js';
import { PrivacyAuditLog } from '../audit/privacy-audit-log.js';
import { resolveRightsOptions } from '../config/resolve-rights-options.js';
import {
  auditKeys,
  AuditSealer,
  type AuditVerdict,
  RIGHTS_ENTITIES,
  RIGHTS_MIGRATIONS,
  verifyAuditLog,
} from '../index.js';

const [OLD, NEW, UNHEARD_OF] = ['o'.repeat(32), 'n'.repeat(32), 'u'.repeat(32)];

describe.each(testDatabases())('the keys that seal the audit log on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;
  const clock = new ManualClock();
  const anchored: TreeHead[] = [];

  beforeEach(async () => {
    place = await database.create();
    anchored.length = 0;
    const options = { ...place.options, entities: RIGHTS_ENTITIES, migrations: RIGHTS_MIGRATIONS, migrationsRun: true };
    source = await new DataSource(options).initialize();
    await act();
  });
  afterEach(async () => {
    await source.destroy();
    await place.drop();
  });

  const sealerOf = (...sealKeys: string[]): AuditSealer => {
    const anchors = [
      { name: 'a list', keep: (heads: readonly TreeHead[]) => Promise.resolve(void anchored.push(...heads)) },
    ];
    return new AuditSealer(source, resolveRightsOptions({ secrets: SECRETS, sealKeys, anchors }), clock);
  };
  const act = async (): Promise<void> => {
    const log = new PrivacyAuditLog(source, resolveRightsOptions({ secrets: SECRETS }));
    const action = { administrator: 'ada', action: 'GET /', target: {}, personal: false, reason: null };
    await log.record({ ...action, at: clock.now() });
  };
  const verdictBy = (...sealKeys: string[]): Promise<AuditVerdict> => {
    const anchors = async function* (): AsyncGenerator<TreeHead> {
      yield* await Promise.resolve([...anchored]);
    };
    return verifyAuditLog({ source, keys: auditKeys(sealKeys), anchors });
  };

  it('leave it to no key that is taken out, also where nobody does anything any more', async () => {
    await sealerOf(OLD).seal();
    await sealerOf(NEW, OLD).seal();
    await sealerOf(NEW).seal();
    const keyId = auditKeys([NEW])[0]!.kid;
    expect(await verdictBy(NEW)).toMatchObject({ fault: null, checked: 1, head: { keyId } });
    expect(anchored.map((head) => [head.size, head.keyId])).toEqual([
      [1, auditKeys([OLD])[0]!.kid],
      [1, keyId],
      [1, keyId],
    ]);
    await act();
    await sealerOf(NEW).seal();
    expect(await verdictBy(NEW)).toMatchObject({ fault: null, checked: 2 });
  });

  it('sign again in ten minutes what a process sealed by an older one after a look', async () => {
    const [one, two] = [sealerOf(OLD), sealerOf(NEW, OLD)];
    await two.seal();
    await act();
    await one.seal();
    await two.seal();
    expect((await verdictBy(NEW)).fault).toMatchObject({ kind: 'untrusted key' });
    clock.advance(minutes(10));
    await two.seal();
    expect((await verdictBy(NEW)).fault).toBeNull();
  });

  it('sign nothing anew that a key signed of which the options know nothing', async () => {
    await sealerOf(UNHEARD_OF).seal();
    await sealerOf(NEW, OLD).seal();
    expect((await verdictBy(NEW, OLD)).fault).toMatchObject({ kind: 'untrusted key' });
  });
});
