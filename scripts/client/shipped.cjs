const { createHash } = require('node:crypto');
const { bundle } = require('./bundle.cjs');

const CLIENT = 'libs/client/src';

/** Characters of the hash in a file's name: 60 bits. */
const HASH_LENGTH = 15;

/** Names that filter lists have nothing against, one for each content. */
const hashedName = (name, content) =>
  name.replace(/^.*(?=\.)/, `np.${createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH)}`);

const shipped = (name, content) => ({ name, file: hashedName(name, content), content });

/** What pages load without a bundler: the script, the part of it that is loaded where something is to be rendered, and the style. */
async function shippedFiles() {
  const minified = (entry, options) => bundle({ entry: `${CLIENT}/${entry}` }, { minify: true, ...options });
  const views = shipped('privacy-views.js', await minified('element/views.ts'));
  const integrity = `sha256-${createHash('sha256').update(views.content).digest('base64')}`;
  const define = { VIEWS_FILE: JSON.stringify(views.file), VIEWS_INTEGRITY: JSON.stringify(integrity) };
  const instead = { [`${CLIENT}/element/load-views.ts`]: `${CLIENT}/browser/load-views.ts` };
  const script = shipped('privacy.js', await minified('browser/privacy.ts', { define, instead }));
  return [script, views, shipped('privacy.css', await minified('styles/privacy.css'))];
}

module.exports = { shippedFiles };
