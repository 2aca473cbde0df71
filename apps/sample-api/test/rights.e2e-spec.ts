import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { eventually, tracesOf } from '@nest-privacy/core/testing';
import { DATABASE_FILE } from '../src/config/data-folder.js';
import { Admin } from './admin.js';
import { type AppProcess, startProcess } from './app-process.js';
import { type PreparedPlatform, platforms } from './platforms.js';
import { Visitor } from './visitor.js';

interface Bundle {
  readonly contributors: readonly {
    readonly name: string;
    readonly sections: readonly { rows: readonly object[] }[];
  }[];
  readonly complete: boolean;
}

interface Asked {
  readonly id: string;
  readonly state: string;
  readonly token: string;
  readonly report: readonly { contributor: string; erased: number }[];
}

describe.each(platforms())('what a person may ask ($name)', (platform) => {
  let prepared: PreparedPlatform;
  let app: AppProcess;
  let admin: Admin;

  beforeAll(async () => {
    prepared = await platform.prepare();
    app = await startProcess(prepared.variables);
    admin = new Admin(app);
  });
  afterAll(async () => {
    await app.stop();
    await prepared.drop();
  });

  /** In every table, in the files of the database, and in what was printed. */
  const traces = (...values: string[]): Promise<readonly string[]> =>
    tracesOf(values, {
      url: prepared.variables.DATABASE_URL ?? join(app.dataDirectory, DATABASE_FILE),
      output: app.output(),
    });

  /** The visitor as events name them. */
  const visitorNumber = (visitor: Visitor): string => {
    const id = visitor.cookie('privacy_visitor')!.split('.')[1];
    return String(
      parseInt(
        createHash('sha256')
          .update(JSON.stringify(['default', id]))
          .digest('hex')
          .slice(0, 13),
        16,
      ),
    );
  };
  const bundleOf = async (visitor: Visitor): Promise<Bundle> =>
    (await (await visitor.send('POST', '/privacy/export')).json()) as Bundle;
  const rowsOf = (bundle: Bundle, name: string): number =>
    (bundle.contributors.find((one) => one.name === name)?.sections ?? []).reduce(
      (sum, { rows }) => sum + rows.length,
      0,
    );
  const done = async (visitor: Visitor, { id, token }: Asked): Promise<Asked> => {
    const items = await eventually(
      async () => {
        const response = await visitor.send('GET', '/privacy/requests', undefined, { 'Privacy-Request-Token': token });
        return ((await response.json()) as { items: Asked[] }).items;
      },
      (all) => all.find((one) => one.id === id)?.state === 'completed',
    );
    return items.find((one) => one.id === id)!;
  };

  it('is given, counted with consent or not, and erased: what stays are proofs of nobody', async () => {
    const visitor = new Visitor(app);
    const decision = await visitor.send('POST', '/consent', {
      decisions: { STATISTICS: 'granted', MARKETING: 'denied' },
    });
    const { id: recordId } = (await decision.json()) as { id: string };
    expect([await visitor.statusOf('/articles/tea'), await visitor.statusOf('/articles/coffee')]).toEqual([200, 200]);
    const bundle = await eventually(
      () => bundleOf(visitor),
      (one) => rowsOf(one, 'analytics') >= 1,
    );
    expect(bundle.complete).toBe(true);
    expect(JSON.stringify(bundle)).toContain(recordId);

    const number = visitorNumber(visitor);
    expect(await traces(number)).not.toEqual([]);
    const personal = [number, visitor.cookie('privacy_visitor')!.split('.')[1]!];
    const asked = (await (await visitor.send('POST', '/privacy/erase')).json()) as Asked;
    for (const name of ['privacy_subject', 'privacy_consent', 'privacy_visitor'])
      expect(visitor.cookie(name) ?? '').toBe('');
    const { report } = await done(visitor, asked);
    for (const name of ['analytics', 'consent'])
      expect(report.filter(({ contributor }) => contributor === name).some(({ erased }) => erased > 0)).toBe(true);
    expect(await traces(...personal, asked.token)).toEqual([]);
    expect(await visitor.consent()).toMatchObject({ state: 'unset' });
    expect((await admin.ask('GET', `/consent/records/${recordId}`)).status).toBe(200);
    expect((await visitor.send('POST', '/privacy/export')).status).toBe(404);
  });

  it('is asked by an administrator for a subject, and the audit log shows who, what and why', async () => {
    const visitor = new Visitor(app);
    const decision = await visitor.send('POST', '/consent', { decisions: { STATISTICS: 'granted' } });
    const { subjectId } = (await decision.json()) as { subjectId: string };
    await visitor.statusOf('/articles/milk');
    const headers = {
      Authorization: `Bearer ${(admin as unknown as { token: string }).token}`,
      'Content-Type': 'application/json',
      'Audit-Reason': 'ticket 4711',
    };
    const response = await fetch(`${app.url}/privacy/erase`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ subjectId }),
    });
    expect(response.status).toBe(202);
    const asked = (await response.json()) as Asked;
    await done(visitor, asked);
    const log = await eventually(
      () => admin.ask('GET', `/audit?action=${encodeURIComponent('POST /privacy/erase')}`),
      ({ body }) => ((body as { items: { outcome: object | null }[] }).items[0]?.outcome ?? null) !== null,
    );
    expect(log.body).toMatchObject({
      items: [{ personal: true, reason: 'ticket 4711', outcome: { status: 202, result: { request: asked.id } } }],
    });
    expect(await traces('ticket 4711')).toEqual([]);
    const { body } = await admin.ask('GET', `/privacy/requests?subjectId=${subjectId}`);
    expect(body).toMatchObject({
      items: [{ id: asked.id, origin: 'administrator', state: 'completed', overdue: false }],
    });
    expect((await admin.ask('GET', '/audit/verify')).body).toMatchObject({ fault: null });
  });

  it('is told of in the metrics', async () => {
    const scrape = await (await fetch(`${app.url}/metrics`)).text();
    expect(scrape).toMatch(/rights_requests_overdue 0/);
    expect(scrape).toMatch(/rights_requests_total\{kind="erase",outcome="completed"\} 2/);
  });
});
