import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type EvidenceVerdict, printable, verifyEvidence } from '@nest-privacy/consent/evidence';
import { type SealingPublicKey } from '@nest-privacy/core/sealing';
import { readExactly } from './evidence/read-exactly.js';
import { keysOfFile, keysOfUrl } from './evidence/read-keys.js';
import { verdictText } from './evidence/verdict-text.js';
import { fromHere } from './from-here.js';

const USAGE =
  'Usage: npm run evidence:verify -- <file.json> [--keys <keys.json> | --url https://…/.well-known/consent-ledger.json]';
const EXIT: Readonly<Record<EvidenceVerdict['verdict'], number>> = { proven: 0, refuted: 1, incomplete: 3 };
/** Where the file or the keys cannot be read. */
const UNREADABLE = 2;

interface Command {
  readonly file: string;
  readonly keys?: string | undefined;
  readonly url?: string | undefined;
}

function commandOf(args: string[]): Command {
  const options = { keys: { type: 'string' }, url: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0 || (values.keys !== undefined && values.url !== undefined))
    throw new Error('give one file, and keys or a URL');
  return { file, ...values };
}

async function publicKeys({ keys, url }: Command): Promise<readonly SealingPublicKey[]> {
  if (keys !== undefined) return keysOfFile(fromHere(keys));
  return url === undefined ? [] : keysOfUrl(url);
}

/** Checks a file of evidence: exit code 0 where all is proven, 1 where something fails, 3 where something is not shown, 2 where nothing can be read. */
async function main(args: string[]): Promise<number> {
  const command = commandOf(args);
  const file = readExactly(await readFile(fromHere(command.file), 'utf8'));
  const verdict = verifyEvidence(file, await publicKeys(command));
  process.stdout.write(`${verdictText(verdict, file)}\n`);
  return EXIT[verdict.verdict];
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    // What cannot be parsed is quoted by the parser.
    const what = printable(error instanceof Error ? error.message : String(error));
    process.stderr.write(`Nothing was checked: ${what}\n${USAGE}\n`);
    process.exitCode = UNREADABLE;
  },
);
