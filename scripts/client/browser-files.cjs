const { createHash } = require('node:crypto');
const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { brotliCompressSync, constants, gzipSync } = require('node:zlib');
const { shippedFiles } = require('./shipped.cjs');

const CLIENT = join(__dirname, '..', '..', 'libs', 'client');

const gzipped = (content) => gzipSync(content, { level: 9 });
const brotlied = (content) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });

/** In place of the module that looks for the files, in both formats: one with the files in it. */
function embed(files) {
  const literal = JSON.stringify(files);
  const modules = {
    cjs: `'use strict';\nexports.SHIPPED_FILES = ${literal};\n`,
    esm: `export const SHIPPED_FILES = ${literal};\n`,
  };
  for (const [format, text] of Object.entries(modules)) {
    const module = join(CLIENT, 'dist', format, 'assets', 'shipped-files.js');
    writeFileSync(module, text);
    rmSync(`${module}.map`, { force: true });
  }
}

/**
 * Writes `dist/browser`: each file under the name that stays and under one by its content, the latter compressed as well; and `assets.json`, which says what is
 * what. What the package serves itself is put into its modules. The same sources make the same bytes.
 */
async function buildBrowserFiles() {
  const folder = join(CLIENT, 'dist', 'browser');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const assets = {};
  const embedded = {};
  for (const { name, file, content: text } of await shippedFiles()) {
    const content = Buffer.from(text);
    const integrity = `sha384-${createHash('sha384').update(content).digest('base64')}`;
    assets[name] = { file, integrity, bytes: content.length };
    writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, file), content);
    const forms = { identity: content, gzip: gzipped(content), br: brotlied(content) };
    writeFileSync(join(folder, `${file}.gz`), forms.gzip);
    writeFileSync(join(folder, `${file}.br`), forms.br);
    const base64 = Object.entries(forms).map(([encoding, bytes]) => [encoding, bytes.toString('base64')]);
    embedded[name] = { file, integrity, content: Object.fromEntries(base64) };
  }
  // Around it scripts are CommonJS, which the bundle is not.
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(folder, 'assets.json'), `${JSON.stringify(assets, null, 2)}\n`);
  embed(embedded);
}

module.exports = { buildBrowserFiles };
