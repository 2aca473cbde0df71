const { sep } = require('node:path');
const { Script } = require('node:vm');
const { default: JestRuntime } = require('jest-runtime');

const NODE_MODULES = `${sep}node_modules${sep}`;

/** What this process has compiled already, by the path of the file. */
const compiled = new Map();

/** What files of dependencies hold, which nobody changes while tests run. */
const dependencies = new Map();

/** A file's own `import()` needs Jest to find what it asks for, which a script of several contexts could not tell. */
const importsLater = (source) => /\bimport\s*\(/.test(source);

function scriptOf(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known?.source === source) return known.script;
  const head = `(function(${parameters.join(',')}){`;
  const script = new Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
  compiled.set(filename, { source, script });
  return script;
}

/**
 * Jest's way to load modules, but for one thing: a process compiles a file once, not once more for each suite, of which every one loads a thousand files and more.
 * Each suite still runs them anew, in a context of its own.
 */
module.exports = class extends JestRuntime {
  constructor(...args) {
    super(...args);
    const { executor, transformCache } = this;
    const compile = executor.compile.bind(executor);
    executor.compile = (source, filename) => {
      const context = this._environment.getVmContext();
      if (context === null || importsLater(source)) return compile(source, filename);
      try {
        return scriptOf(source, filename, executor.injectedModuleParameters).runInContext(context);
      } catch {
        // Jest tells what is wrong with it.
        return compile(source, filename);
      }
    };
    const transform = transformCache.transform.bind(transformCache);
    transformCache.transform = (filename, options) => {
      if (!filename.includes(NODE_MODULES)) return transform(filename, options);
      const key = `${options?.isInternalModule ?? false} ${filename}`;
      if (!dependencies.has(key)) dependencies.set(key, transform(filename, options));
      return dependencies.get(key);
    };
  }
};
