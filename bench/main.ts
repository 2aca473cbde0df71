import { cpus } from 'node:os';

/** One benchmark: prints a short table of ratios within this run. */
type Benchmark = () => Promise<void>;

const benchmarks: Readonly<Record<string, () => Promise<{ run: Benchmark }>>> = {
  'hot-path': () => import('./hot-path.js'),
  guard: () => import('./guard.js'),
  'consent-write': () => import('./consent-write.js'),
  ingest: () => import('./ingest.js'),
  revocations: () => import('./revocations.js'),
};

async function main(names: readonly string[]): Promise<void> {
  const chosen = names.length > 0 ? names : Object.keys(benchmarks);
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
  for (const name of chosen) {
    const load = benchmarks[name];
    if (!load) throw new Error(`There is no benchmark "${name}"; choose from ${Object.keys(benchmarks).join(', ')}.`);
    console.log(`\n${name}`);
    await (await load()).run();
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
