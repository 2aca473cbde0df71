import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(__dirname, '..', 'dist', 'main.js');

/** The admin token of every process that the tests start. */
export const ADMIN_TOKEN = 'an-admin-token-for-the-tests-only-0123456789';
/** A browser's name, for robots are not counted. */
export const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

/** The built application, running in a process of its own. */
export interface AppProcess {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly dataDirectory: string;
  /** Everything it printed so far. */
  output(): string;
  /** Sends the signal and waits for the end: the exit code, or `null` when the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** What a process is started with; the data folder is a new one unless it is given, and then it is kept. */
export type Variables = Readonly<Record<string, string>>;

function environmentOf(variables: Variables, dataDirectory: string): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, NODE_ENV: 'test', PORT: '0', DATA_DIR: dataDirectory, ADMIN_TOKEN, ...variables };
}

const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)));

/** Starts the built application and waits for its line `listening on <url>`. */
export async function startProcess(variables: Variables = {}): Promise<AppProcess> {
  if (!existsSync(MAIN)) throw new Error('the application is not built: run "npm run build" first');
  const dataDirectory = variables.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'sample-api-'));
  const child = spawn(process.execPath, [MAIN], { env: environmentOf(variables, dataDirectory), stdio: 'pipe' });
  // A test that fails before it stops the process must not keep Jest from ending.
  for (const handle of [child, child.stdout as Socket, child.stderr as Socket]) handle.unref();
  const exited = exitOf(child);
  const kill = (): boolean => child.kill('SIGKILL');
  const forget = (): void => {
    process.removeListener('exit', kill);
    if (variables.DATA_DIR === undefined) rmSync(dataDirectory, { recursive: true, force: true });
  };
  process.once('exit', kill);
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const line = /^listening on (\S+)$/m.exec(output);
      if (line) resolve(line[1]!);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then((code) => reject(new Error(`the application ended with ${code}:\n${output}`)));
  }).catch((error: unknown) => {
    forget();
    throw error;
  });
  return {
    url,
    dataDirectory,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const code = await exited;
      forget();
      return code;
    },
  };
}
