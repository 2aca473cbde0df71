import { gzipSync } from 'node:zlib';
import { BOOT_SNIPPET } from '../../libs/client/src/boot/generated.js';
import { bundle, type BundleInput, type BundleOptions } from '../../scripts/client/bundle.cjs';
import { INSTEAD, type Shipped, shippedFiles } from '../../scripts/client/shipped.cjs';

const CLIENT = 'libs/client/src';

/** What a part may take at most, in bytes after `gzip -9`. A part is what it adds: what it has from other parts is counted there. */
const PARTS: Readonly<Record<string, { input: BundleInput; options?: BundleOptions; limit: number }>> = {
  API: { input: { entry: `${CLIENT}/index.ts` }, limit: 5_065 },
  gate: { input: { entry: `${CLIENT}/gate/index.ts` }, options: { within: `${CLIENT}/gate` }, limit: 2_580 },
  signals: {
    input: {
      source: ['start-signals', 'google-consent-mode', 'data-layer']
        .map((file) => `export * from '@nest-privacy/client/signals/${file}.js';`)
        .join('\n'),
    },
    limit: 945,
  },
  surface: {
    input: { entry: `${CLIENT}/element/index.ts` },
    options: { within: `${CLIENT}/element`, instead: INSTEAD },
    limit: 3_735,
  },
  views: { input: { entry: `${CLIENT}/element/views.ts` }, limit: 3_025 },
  style: { input: { entry: `${CLIENT}/styles/privacy.css` }, limit: 1_847 },
};
/** The first visit of a page, in bytes: script, style and the inline script of the head, where the server renders the banner; and where it does not. */
const ALL = { rendered: 12_288, bare: 15_320 };

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;
const sizeOf = async (input: BundleInput, options?: BundleOptions): Promise<number> =>
  gzipped(await bundle(input, { minify: true, ...options }));

/** Names by which text becomes markup or code, and what would be needed to ask for them by a computed name. */
const SINKS = [
  /\b(?:inner|outer)HTML\b|insertAdjacentHTML|srcdoc|createContextualFragment|DOMParser|setHTML|parseHTML/i,
  /\bdocument\s*\.\s*write/,
  /\beval\b|\bFunction\s*\(|[."']constructor\b/,
  /set(?:Attribute|AttributeNS)\(\s*["'`]on/i,
  /set(?:Timeout|Interval)\(\s*["'`]/,
];
const IMPORT = /\bimport\s*\(/g;

describe('the script for browsers', () => {
  let files: readonly Shipped[];
  const contentOf = (name: Shipped['name']): string => files.find((file) => file.name === name)!.content;
  beforeAll(async () => (files = await shippedFiles()));

  it.each(Object.entries(PARTS))('has a part that is small enough: %s', async (_, { input, options, limit }) => {
    expect(await sizeOf(input, options)).toBeLessThanOrEqual(limit);
  });

  it('is small enough altogether, with the style and the inline script of the head', () => {
    const rendered = [contentOf('privacy.js'), contentOf('privacy.css'), BOOT_SNIPPET].map(gzipped);
    const sum = rendered.reduce((all, size) => all + size, 0);
    expect(sum).toBeLessThanOrEqual(ALL.rendered);
    expect(sum + gzipped(contentOf('privacy-views.js'))).toBeLessThanOrEqual(ALL.bare);
  });

  it.each(['index', 'gate/index', 'signals/index', 'element/index'])(
    'makes no markup and no code of texts: %s',
    async (entry) => {
      const code = await bundle({ entry: `${CLIENT}/${entry}.ts` }, { minify: true });
      expect([...SINKS, IMPORT].flatMap((sink) => code.match(sink)?.[0] ?? [])).toEqual([]);
    },
  );

  it('makes none in the files for pages either, and imports the parts of its own alone', () => {
    const scripts = [contentOf('privacy.js'), contentOf('privacy-views.js'), contentOf('privacy-gate.js')];
    expect(scripts.flatMap((code) => SINKS.flatMap((sink) => sink.exec(code)?.[0] ?? []))).toEqual([]);
    expect(scripts.map((code) => code.match(IMPORT)?.length ?? 0)).toEqual([1, 0, 0]);
    for (const { file } of files.slice(1, 3)) expect(contentOf('privacy.js')).toContain(file);
  });

  it('is the same each time it is made', async () => {
    expect(await shippedFiles()).toEqual(files);
  });

  it.each(['', '/gate', '/signals'])('leaves nothing of what is imported and not used: %s', async (entry) => {
    expect(await bundle({ source: `import '@nest-privacy/client${entry}';` }, { minify: true })).toBe('');
  });

  it('keeps the elements of whoever imports them for their effect alone', async () => {
    expect(await bundle({ source: `import '@nest-privacy/client/element';` }, { minify: true })).toContain(
      'privacy-banner',
    );
  });
});
