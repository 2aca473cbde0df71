const { createHash } = require('node:crypto');
const { bundle } = require('./bundle.cjs');

const CLIENT = 'libs/client/src';

/** What the script does not hold itself, by what loads it. */
const INSTEAD = {
  [`${CLIENT}/element/load-views.ts`]: `${CLIENT}/browser/load-views.ts`,
};

/**
 * Members of objects that never leave the script: none of them is a member of the client or of a state, a name of the browser's, or written into a message, a
 * cookie, a store or the page.
 */
const INTERNAL =
  /^(?:asksAgain|decided|deliver|deniedOf|evidence|hear|isDue|isQuestionDue|isWaiting|keep|letters|look|onUnsent|outbox|shown|standing|stored|views|withdrawn|word|words)$/;

/** Characters of the hash in a file's name: 60 bits. */
const HASH_LENGTH = 15;

/** Names that filter lists have nothing against, one for each content. */
const hashedName = (name, content) =>
  name.replace(/^.*(?=\.)/, `np.${createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH)}`);

const shipped = (name, content) => ({ name, file: hashedName(name, content), content });

/** What pages load without a bundler: the script, what it loads later and not on every page, and the style. */
async function shippedFiles() {
  const minified = (entry, options) => bundle({ entry: `${CLIENT}/${entry}` }, { minify: true, ...options });
  const later = shipped('privacy-later.js', await minified('browser/later.ts'));
  const integrity = `sha256-${createHash('sha256').update(later.content).digest('base64')}`;
  const define = { LATER_FILE: JSON.stringify(later.file), LATER_INTEGRITY: JSON.stringify(integrity) };
  const script = shipped(
    'privacy.js',
    await minified('browser/privacy.ts', { define, instead: INSTEAD, internal: INTERNAL }),
  );
  return [script, later, shipped('privacy.css', await minified('styles/privacy.css'))];
}

module.exports = { INSTEAD, shippedFiles };
