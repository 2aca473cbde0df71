// Lets Node require TypeScript: tests, benchmarks and tools run from the sources, compiled in memory, and nothing is written.
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, resolve } = require('node:path');
const { transformSync } = require('@swc/core');

const LIBS = join(__dirname, '..', 'libs');

/** How swc compiles this repository; Jest uses the same. */
const compiler = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

/** `@nest-privacy/core/typeorm` as the file that it is built from. */
function sourceOfPackage(request) {
  const [, library, subpath = ''] = /^@nest-privacy\/([^/]+)(?:\/([^/]+(?:\/[^/]+)?))?$/.exec(request) ?? [];
  return library && join(LIBS, library, 'src', subpath, 'index.ts');
}

/** `./x.js` as the file `x.ts` beside the one that asks. */
function sourceOfSibling(request, parent) {
  if (!/^\.{1,2}\/.*\.js$/.test(request) || !parent?.filename?.endsWith('.ts')) return undefined;
  const source = resolve(dirname(parent.filename), request.replace(/\.js$/, '.ts'));
  return existsSync(source) ? source : undefined;
}

/**
 * From now on, `require` takes TypeScript.
 *
 * @param {'built' | 'sources'} packages whether the suite's packages are taken as an application would, or from their sources
 */
function requireTypeScript(packages) {
  require.extensions['.ts'] = (module, filename) => {
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...compiler, filename, swcrc: false });
    module._compile(code, filename);
  };
  const resolveFilename = Module._resolveFilename;
  Module._resolveFilename = function (request, parent, ...rest) {
    const source = (packages === 'sources' ? sourceOfPackage(request) : undefined) ?? sourceOfSibling(request, parent);
    return source ?? resolveFilename.call(this, request, parent, ...rest);
  };
  process.setSourceMapsEnabled(true);
}

module.exports = { compiler, requireTypeScript };
