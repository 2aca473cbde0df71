import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '..', '..');

/** What is bundled: a file of this repository, or a program that imports `@nest-privacy/client` and its entries. */
export type BundleInput = { readonly entry: string } | { readonly source: string };

export interface BundleOptions {
  /** `esm` for `<script type="module">`, `iife` for a classic script. @default 'esm' */
  readonly format?: 'esm' | 'iife' | undefined;
  /** @default false */
  readonly minify?: boolean | undefined;
}

const inputOf = (input: BundleInput) =>
  'entry' in input
    ? { entryPoints: [join(ROOT, input.entry)] }
    : { stdin: { contents: input.source, loader: 'ts' as const, resolveDir: ROOT } };

/** JavaScript for a page, or a stylesheet where the entry is one, from the sources, in memory. */
export async function bundleOf(
  input: BundleInput,
  { format = 'esm', minify = false }: BundleOptions = {},
): Promise<string> {
  const { outputFiles } = await build({
    ...inputOf(input),
    alias: { '@nest-privacy/client': join(ROOT, 'libs', 'client', 'src') },
    bundle: true,
    charset: 'utf8',
    format,
    legalComments: 'none',
    logLevel: 'silent',
    minify,
    platform: 'browser',
    target: 'es2022',
    write: false,
    outdir: ROOT,
  });
  return outputFiles[0]!.text;
}
