import { gzipSync } from 'node:zlib';
import { bundle, type BundleInput, type BundleOptions } from '../../scripts/client/bundle.cjs';

const CLIENT = 'libs/client/src';

/** What a part may take at most, in bytes after `gzip -9`. A part is what it adds: what it has from other parts is counted there. */
const PARTS: Readonly<Record<string, { input: BundleInput; within?: string; limit: number }>> = {
  API: { input: { entry: `${CLIENT}/index.ts` }, limit: 4_980 },
  gate: { input: { entry: `${CLIENT}/gate/index.ts` }, within: `${CLIENT}/gate`, limit: 2_230 },
  signals: {
    input: {
      source: ['start-signals', 'google-consent-mode', 'data-layer']
        .map((file) => `export * from '@nest-privacy/client/signals/${file}.js';`)
        .join('\n'),
    },
    limit: 950,
  },
  surface: { input: { entry: `${CLIENT}/element/index.ts` }, within: `${CLIENT}/element`, limit: 5_430 },
  style: { input: { entry: `${CLIENT}/styles/privacy.css` }, limit: 1_930 },
};
const SCRIPT = { entry: `${CLIENT}/browser/privacy.ts` };
const STYLE = { entry: `${CLIENT}/styles/privacy.css` };
/** Script, style and the inline script of the head, in bytes. */
const ALL = 14_150;

const sizeOf = async (input: BundleInput, options?: BundleOptions): Promise<number> =>
  gzipSync(await bundle(input, { minify: true, ...options }), { level: 9 }).length;

/** Names by which text becomes markup or code, and what would be needed to ask for them by a computed name. */
const SINKS = [
  /\b(?:inner|outer)HTML\b|insertAdjacentHTML|srcdoc|createContextualFragment|DOMParser|setHTML|parseHTML/i,
  /\bdocument\s*\.\s*write/,
  /\beval\b|\bFunction\s*\(|[."']constructor\b/,
  /set(?:Attribute|AttributeNS)\(\s*["'`]on/i,
  /set(?:Timeout|Interval)\(\s*["'`]/,
  /\bimport\s*\(/,
];

describe('the script for browsers', () => {
  it.each(Object.entries(PARTS))('has a part that is small enough: %s', async (_, { input, within, limit }) => {
    expect(await sizeOf(input, { within })).toBeLessThanOrEqual(limit);
  });

  it('is small enough altogether, with the style', async () => {
    expect((await sizeOf(SCRIPT)) + (await sizeOf(STYLE))).toBeLessThanOrEqual(ALL);
  });

  it.each(['browser/privacy', 'index', 'gate/index', 'signals/index', 'element/index'])(
    'makes no markup and no code of texts: %s',
    async (entry) => {
      const code = await bundle({ entry: `${CLIENT}/${entry}.ts` }, { minify: true });
      expect(SINKS.flatMap((sink) => sink.exec(code)?.[0] ?? [])).toEqual([]);
    },
  );

  it('is the same each time it is made', async () => {
    const made = await Promise.all([bundle(SCRIPT, { minify: true }), bundle(SCRIPT, { minify: true })]);
    expect(made[0]).toBe(made[1]);
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
