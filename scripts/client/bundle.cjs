const { join, relative } = require('node:path');
const { minify: compress } = require('@swc/core');
const { build } = require('esbuild');

const ROOT = join(__dirname, '..', '..');
const SOURCES = join(ROOT, 'libs', 'client', 'src');

/** For `within`: whatever a file imports from outside of the folder is left out. */
const leaveOutside = (folder) => ({
  name: 'leave-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) =>
      join(resolveDir, path).startsWith(join(folder, '/')) ? undefined : { path, external: true },
    );
  },
});

/** For `instead`: files that others stand in for. */
const putInstead = (files) => ({
  name: 'put-instead',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const other = files[relative(ROOT, join(resolveDir, path.replace(/js$/, 'ts')))];
      return other && { path: join(ROOT, other) };
    });
  },
});

/** One byte in twenty less than esbuild leaves, which looks at each expression once. */
async function smaller(code) {
  // Never with `unsafe_arrows`: it makes an arrow, which has no `arguments`, of the function that makes a tag manager's commands.
  const options = { ecma: 2022, module: true, passes: 3, toplevel: true };
  const mangle = { toplevel: true };
  return (await compress(code, { compress: options, mangle, ecma: 2022, module: true })).code.trim();
}

/** What browsers are given of the client: the package's own files are made in the same way as those that tests run and measure. */
async function bundle(
  { entry, source },
  { define, format = 'esm', instead = {}, internal, minify = false, within } = {},
) {
  const input = entry
    ? { entryPoints: [join(ROOT, entry)] }
    : { stdin: { contents: source, loader: 'ts', resolveDir: ROOT } };
  const { outputFiles } = await build({
    ...input,
    alias: { '@nest-privacy/client': SOURCES },
    bundle: true,
    charset: 'utf8',
    define,
    format,
    // The sources are not the files that the package names in `sideEffects`.
    ignoreAnnotations: true,
    legalComments: 'none',
    logLevel: 'silent',
    mangleProps: internal,
    minify,
    outdir: ROOT,
    platform: 'browser',
    plugins: [putInstead(instead), ...(within ? [leaveOutside(join(ROOT, within))] : [])],
    target: 'es2022',
    write: false,
  });
  const text = outputFiles[0].text.trim();
  return minify && outputFiles[0].path.endsWith('.js') ? await smaller(text) : text;
}

module.exports = { bundle };
