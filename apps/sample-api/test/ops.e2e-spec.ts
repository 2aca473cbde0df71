import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../../test/setup/process.cjs';
import { type AppProcess, startProcess } from './app-process.js';
import { Visitor } from './visitor.js';

const OPS = join(__dirname, '..', 'ops');
const PAGE = join(__dirname, '..', '..', '..', 'docs', 'prometheus.md');
const read = (path: string): string => readFileSync(path, 'utf8');

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource: { readonly uid: string };
  readonly targets: readonly { readonly expr: string }[];
}
const dashboard = JSON.parse(read(join(OPS, 'dashboard.json'))) as { id: null; uid: string; panels: Panel[] };

const rules = read(join(OPS, 'rules.yml'));
const recorded = new Set([...rules.matchAll(/^\s*- record: (\S+)$/gm)].map(([, name]) => name!));
const expressions = [
  ...[...rules.matchAll(/^\s*expr: (.+)$/gm)].map(([, expr]) => expr!),
  ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ...[...read(PAGE).matchAll(/```promql\n(.+)\n```/g)].map(([, expr]) => expr!),
];

const WORDS = new Set('sum by rate increase topk max abs histogram_quantile'.split(' '));
/** What an expression names, without what it quotes. */
const namesIn = (expression: string): string[] =>
  [
    ...expression
      .replaceAll(/"[^"]*"/g, '')
      .replaceAll(/\[\w+\]/g, '')
      .matchAll(/[a-zA-Z_][\w:]*/g),
  ]
    .map(([name]) => name)
    .filter((name) => !WORDS.has(name));

describe('what Prometheus and Grafana are given', () => {
  let app: AppProcess;
  let metrics: string;

  beforeAll(async () => {
    app = await startProcess();
    const visitor = new Visitor(app);
    await visitor.send('POST', '/consent', { decisions: { STATISTICS: 'granted', MARKETING: 'denied' } });
    for (const path of ['/', '/articles', '/offers', '/a/shelf']) await visitor.visit(path);
    metrics = await (await fetch(`${app.url}/metrics`)).text();
  });
  afterAll(() => app.stop());

  it('names metrics that the application has, or that a rule records, and labels that they have', () => {
    const exposed = [...metrics.matchAll(/^# TYPE (\S+) (\w+)$/gm)].flatMap(([, name, type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name!],
    );
    const labels = [...metrics.matchAll(/[{,](\w+)="/g)].map(([, name]) => name!);
    // Those of metrics that have no series before there is something to count.
    const later = ['reason', 'outcome', 'kind', 'destination', 'result', 'metric'];
    const known = new Set([...exposed, ...recorded, ...labels, ...later]);
    expect(expressions.length).toBeGreaterThan(30);
    expect(expressions.flatMap(namesIn).filter((name) => !known.has(name))).toEqual([]);
  });

  it('is on a panel, or on the page, whatever the suite counts', () => {
    const counters = [...metrics.matchAll(/^# TYPE ((?:http|consent|analytics)_\w+_total) counter$/gm)];
    const told = `${expressions.join('\n')}\n${rules}`;
    // Of use where something is looked for, not where it is watched.
    const unwatched = ['consent_lookups_total', 'consent_revocations_evicted_total', 'consent_jobs_dropped_total'];
    const missing = counters.map(([, name]) => name!).filter((name) => !told.includes(name));
    expect(missing.filter((name) => ![...unwatched, 'analytics_terms_total'].includes(name))).toEqual([]);
  });

  it('is a dashboard whose panels do not overlap, say what they show and ask the chosen data source', () => {
    const { panels, id, uid } = dashboard;
    expect([id, uid, new Set(panels.map((panel) => panel.id)).size]).toEqual([null, 'nest-privacy', panels.length]);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { title, description, datasource } of panels) {
      expect(title).toMatch(/./);
      expect(description).toMatch(/\.$/);
      expect(datasource.uid).toBe('${datasource}');
    }
  });

  const promtool = findProgram('promtool');
  const missing = promtool === undefined ? ', which is not on PATH: Debian has it in the package "prometheus"' : '';
  (promtool === undefined ? describe.skip : describe)(`according to promtool${missing}`, () => {
    const check = (args: readonly string[], input?: string): void =>
      void execFileSync(promtool!, args, { cwd: OPS, stdio: 'pipe', ...(input !== undefined && { input }) });

    it.each([
      ['a configuration', ['check', 'config', '--syntax-only', 'prometheus.yml']],
      ['rules', ['check', 'rules', 'rules.yml']],
      ['rules that do what they say', ['test', 'rules', 'rules.test.yml']],
    ])('is %s', (_what, args) => check(args));

    it('is made of expressions, on every panel and on the page', () => {
      const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
      const file = join(folder, 'rules.yml');
      const each = expressions.map(
        (expr, i) => `      - record: expression_${i}\n        expr: ${JSON.stringify(expr)}\n`,
      );
      writeFileSync(file, `groups:\n  - name: every expression\n    rules:\n${each.join('')}`);
      try {
        check(['check', 'rules', file]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    it('is scraped from metrics that are named as they should be', () => {
      check(['check', 'metrics'], metrics.replaceAll(/^(?:# (?:HELP|TYPE) )?(?:nodejs|process)_.*\n/gm, ''));
    });
  });
});
