import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const BOOT = join(__dirname, '..', '..', 'libs', 'client', 'src', 'boot');

/** Where {@link bootModule} is kept: with the sources, so that whoever runs them needs no bundler. */
export const BOOT_MODULE = join(BOOT, 'generated.ts');

/** The module that holds the inline snippet and its digest, made of `boot.ts`. */
export function bootModule(): string {
  const { outputFiles } = buildSync({
    stdin: { contents: `import { boot } from './boot.ts'; boot();`, resolveDir: BOOT },
    bundle: true,
    charset: 'utf8',
    format: 'iife',
    legalComments: 'none',
    minify: true,
    target: 'es2022',
    write: false,
  });
  const snippet = outputFiles[0]!.text.trim();
  const digest = createHash('sha256').update(snippet).digest('base64');
  return `// Made of boot.ts by \`npm run docs\`; what is changed here is lost.

/** The inline script of a page's head, which is the same on every page of every site; {@link BOOT_SHA256} lets it run under a Content-Security-Policy. */
export const BOOT_SNIPPET =
  ${JSON.stringify(snippet)};

/** The digest of {@link BOOT_SNIPPET} for \`script-src\`, to be written in single quotes. */
export const BOOT_SHA256 = 'sha256-${digest}';
`;
}
