import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { BOOT_SNIPPET } from '../libs/client/src/boot/generated.js';
import { type Shipped, shippedFiles } from '../scripts/client/shipped.cjs';
import { Bars } from './bars.js';

/** A banner and a dialog that work, in the smallest form that the peer ships or that a bundler makes of it: files of the package, or a program that uses it. */
interface Peer {
  readonly version: string;
  readonly script: string | readonly string[];
  readonly styles: readonly string[];
}

const PEERS: Readonly<Record<string, Peer>> = {
  'vanilla-cookieconsent': {
    version: '3.1.0',
    script: `import { run } from 'vanilla-cookieconsent'; window.run = run;`,
    styles: ['dist/cookieconsent.css'],
  },
  klaro: { version: '0.7.22', script: ['dist/klaro-no-css.js'], styles: ['dist/klaro.min.css'] },
  orejime: { version: '3.2.1', script: ['dist/orejime-standard-en.js'], styles: ['dist/orejime-standard.css'] },
  tarteaucitronjs: {
    version: '1.34.0',
    script: ['tarteaucitron.min.js', 'tarteaucitron.services.min.js', 'lang/tarteaucitron.en.min.js'],
    styles: ['css/tarteaucitron.min.css'],
  },
  // Without a banner: that is a package for React of its own.
  c15t: {
    version: '2.2.1',
    script: `import { getOrCreateConsentRuntime } from 'c15t'; window.runtime = getOrCreateConsentRuntime;`,
    styles: [],
  },
};

/** Kilobytes, as a server sends them that compresses as hard as it can. */
const kilobytes = (...texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1024;
const shown = (size: number): string => size.toFixed(2);

/** Everything minified by the same hand. */
async function minified(folder: string, name: string, what: string | readonly string[]): Promise<string[]> {
  const inputs =
    typeof what === 'string'
      ? [{ stdin: { contents: what, resolveDir: folder } }]
      : what.map((file) => ({ entryPoints: [join(folder, 'node_modules', name, file)] }));
  const options = { minify: true, target: 'es2022', write: false, legalComments: 'none', outdir: folder } as const;
  const bundled = { bundle: typeof what === 'string', format: 'esm', platform: 'browser' } as const;
  const results = await Promise.all(inputs.map((input) => build({ ...input, ...options, ...bundled })));
  return results.map(({ outputFiles }) => outputFiles[0]!.text);
}

/** The peers as npm hands them out, in a folder that is gone afterwards. */
async function peerSizes(): Promise<Record<string, { script: number; style: number }>> {
  const folder = mkdtempSync(join(tmpdir(), 'client-sizes-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    const names = Object.entries(PEERS).map(([name, { version }]) => `${name}@${version}`);
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...names], {
      cwd: folder,
    });
    const sizes = Object.entries(PEERS).map(async ([name, { version, script, styles }]) => {
      const [code, css] = await Promise.all([minified(folder, name, script), minified(folder, name, styles)]);
      return [`${name} ${version}`, { script: kilobytes(...code), style: kilobytes(...css) }] as const;
    });
    return Object.fromEntries(await Promise.all(sizes));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a page loads for banner, dialog, gate and signals, beside what the peers' own packages make it load. */
export async function run(): Promise<void> {
  const files = await shippedFiles();
  const textOf = (name: Shipped['name']): string => files.find((file) => file.name === name)!.content;
  const ours = { script: kilobytes(textOf('privacy.js'), BOOT_SNIPPET), style: kilobytes(textOf('privacy.css')) };
  const bare = { ...ours, script: ours.script + kilobytes(textOf('privacy-views.js')) };
  const peers = await peerSizes();
  const all = { 'nest-privacy, rendered by the server': ours, 'nest-privacy, rendered by the page': bare, ...peers };
  const rows = Object.entries(all).map(([name, { script, style }]) => ({
    name,
    'script, kB': shown(script),
    'style, kB': shown(style),
    'all, kB': shown(script + style),
  }));
  console.table(rows);
  const bars = new Bars();
  bars.atMost('script, inline script and style', 12, ours.script + ours.style, ' kB');
  const smallest = Math.min(...Object.values(peers).map(({ script, style }) => script + style));
  bars.atMost('of the smallest peer', 1, (ours.script + ours.style) / smallest, ' ×');
  bars.atMost('of the smallest peer, rendered by the page', 1, (bare.script + bare.style) / smallest, ' ×');
  bars.tell();
}
