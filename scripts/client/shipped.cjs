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
  /^(?:asksAgain|decided|deliver|deniedOf|evidence|hear|isDue|isQuestionDue|isWaiting|keep|letters|look|onUnsent|outbox|shown|standing|stored|tellSignal|views|withdrawn|word|words)$/;

/** Characters of the hash in a file's name: 60 bits. */
const HASH_LENGTH = 15;

/** Names that filter lists have nothing against, one for each content. */
const hashedName = (name, content) =>
  name.replace(/^.*(?=\.)/, `np.${createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH)}`);

const shipped = (name, content) => ({ name, file: hashedName(name, content), content });

const integrityOf = ({ content }) => `sha256-${createHash('sha256').update(content).digest('base64')}`;

/** What pages load without a bundler: the script, the two that it loads later and not on every page, and the style. */
async function shippedFiles() {
  const minified = (entry, options) => bundle({ entry: `${CLIENT}/${entry}` }, { minify: true, ...options });
  const views = shipped('privacy-views.js', await minified('element/views.ts'));
  const gate = shipped('privacy-gate.js', await minified('browser/start-gate-by-notice.ts'));
  const define = {
    VIEWS_FILE: JSON.stringify(views.file),
    VIEWS_INTEGRITY: JSON.stringify(integrityOf(views)),
    GATE_FILE: JSON.stringify(gate.file),
    GATE_INTEGRITY: JSON.stringify(integrityOf(gate)),
  };
  const script = shipped(
    'privacy.js',
    await minified('browser/privacy.ts', { define, instead: INSTEAD, internal: INTERNAL }),
  );
  return [script, views, gate, shipped('privacy.css', await minified('styles/privacy.css'))];
}

module.exports = { INSTEAD, shippedFiles };
