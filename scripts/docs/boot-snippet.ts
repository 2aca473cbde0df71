import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { minifySync } from '@swc/core';
import { buildSync } from 'esbuild';

const BOOT = join(__dirname, '..', '..', 'libs', 'client', 'src', 'boot');

/** Where {@link bootModule} is kept: with the sources, so that whoever runs them needs no bundler. */
export const BOOT_MODULE = join(BOOT, 'generated.ts');

/** Members that no snippet shares with anybody, neither with the settings of the page nor with the browser, and that are therefore called by a letter. */
const INTERNAL = /^(?:letters|decidedAt|validUntil|noticeVersion|catalogueVersion|record|withdrawn|stored|settings)$/;

/** A snippet, as it stands in a page: what a function of the folder does. */
function snippetOf(file: string, name: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: `import { ${name} } from './${file}'; ${name}();`, resolveDir: BOOT },
    bundle: true,
    charset: 'utf8',
    format: 'iife',
    legalComments: 'none',
    mangleProps: INTERNAL,
    minify: true,
    target: 'es2022',
    write: false,
  });
  const compress = { ecma: 2022, passes: 3 } as const;
  return minifySync(outputFiles[0]!.text, { compress, mangle: true, ecma: 2022, module: false }).code.trim();
}

const digestOf = (snippet: string): string => `sha256-${createHash('sha256').update(snippet).digest('base64')}`;

/** The module that holds the inline snippets and their digests. */
export function bootModule(): string {
  const plain = snippetOf('boot.ts', 'boot');
  const telling = snippetOf('boot-with-consent-mode.ts', 'bootWithConsentMode');
  return `// Made of boot.ts and boot-with-consent-mode.ts by \`npm run docs\`; what is changed here is lost.

/** The inline script of a page's head, which is the same on every page of every site; {@link BOOT_SHA256} lets it run under a Content-Security-Policy. */
export const BOOT_SNIPPET =
  ${JSON.stringify(plain)};

/** The digest of {@link BOOT_SNIPPET} for \`script-src\`, to be written in single quotes. */
export const BOOT_SHA256 = '${digestOf(plain)}';

/** The same, which tells Google Consent Mode as well. */
export const CONSENT_MODE_SNIPPET =
  ${JSON.stringify(telling)};

/** The digest of {@link CONSENT_MODE_SNIPPET}. */
export const CONSENT_MODE_SHA256 = '${digestOf(telling)}';
`;
}
