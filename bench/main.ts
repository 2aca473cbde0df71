import { cpus } from 'node:os';

/** One benchmark: prints a short table of ratios within this run. */
type Benchmark = (names?: readonly string[]) => Promise<void>;

const benchmarks: Readonly<Record<string, () => Promise<{ run: Benchmark }>>> = {
  'hot-path': () => import('./hot-path.js'),
  guard: () => import('./guard.js'),
  'consent-write': () => import('./consent-write.js'),
  'consent-scale': () => import('./consent-scale.js'),
  'consent-report': () => import('./consent-report.js'),
  ingest: () => import('./ingest.js'),
  statistics: () => import('./statistics-scale.js'),
  'analytics-events': () => import('./analytics-events.js'),
  revocations: () => import('./revocations.js'),
  seal: () => import('./seal.js'),
  'client-sizes': () => import('./client-sizes.js'),
  'surface-speed': () => import('./surface-speed.js'),
};

async function measure(name: string, servers?: readonly string[]): Promise<void> {
  const load = benchmarks[name];
  if (!load) {
    const known = Object.keys(benchmarks).join(', ');
    throw new Error(
      `There is no benchmark "${name}"; choose from ${known}, or "compare" with servers of the hot path.`,
    );
  }
  console.log(`\n${name}`);
  await (await load()).run(servers);
}

async function main([command, ...rest]: readonly string[]): Promise<void> {
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
  if (command === 'compare') return measure('hot-path', rest.length > 0 ? rest : ['bare', 'bull']);
  const chosen = command === undefined ? Object.keys(benchmarks) : [command, ...rest];
  for (const name of chosen) await measure(name);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
