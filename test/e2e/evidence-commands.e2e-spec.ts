import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pairedPlatforms } from '@nest-privacy/core/testing';
import { type EvidenceFile } from '../../libs/consent/src/evidence/index.js';
import { type ConsentRecordView, LedgerSealer } from '../../libs/consent/src/index.js';
import { bodyOf, Browser } from '../../libs/consent/test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../libs/consent/test/consent-app.js';
import { noticeContent } from '../../libs/consent/test/notice-content.js';
import { settled } from '../../libs/consent/test/settled.js';

const ROOT = join(__dirname, '..', '..');
const NOTICES = '/admin/consent/notices';
const EVERYTHING = { STATISTICS: 'granted', MARKETING: 'denied' };

/** The commands of the page, in its order; the check of the whole ledger has a page and a test of its own. */
const commands = [...readFileSync(join(ROOT, 'docs/evidence.md'), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)]
  .map(([, command]) => command!.trim())
  .filter((command) => !command.includes('ledger:verify'));

/** What README has a newcomer type: the decision, the wait for the seal, the proof of it. */
const [deciding = '', proving = ''] = [
  ...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g),
]
  .map(([, block]) => block!)
  .find((block) => block.includes('evidence:verify'))!
  .split(/^sleep .*\n/m);

interface Ran {
  readonly code: number;
  readonly output: string;
}

/** What npm runs, without the look at what was built: nothing is rebuilt while other tests run it. */
const TOOL = 'apps/sample-api/dist/tools/evidence-verify.js';
const PROGRAM = `INIT_CWD=. node ${join(ROOT, TOOL)}`;
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const withoutNpm = (command: string): string => command.replace(/npm run (--silent )?evidence:verify( --)?/, PROGRAM);

async function run(command: string, folder: string, variables: Record<string, string>): Promise<Ran> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...variables };
  try {
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', withoutNpm(command)], { cwd: folder, env });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

describe.each(pairedPlatforms())(
  'the commands by which a question is answered, on $name under $adapter',
  ({ database, adapter }) => {
    let server: ConsentApp;
    let folder: string;
    let record: ConsentRecordView;

    beforeAll(async () => {
      mkdirSync(join(ROOT, '.cache'), { recursive: true });
      folder = mkdtempSync(join(ROOT, '.cache', 'evidence-'));
      const seal = {
        keys: ['a-key-of-tests-that-is-long-enough-00000001'],
        interval: 'off',
        checkInterval: 'off',
      } as const;
      server = await startConsentApp({ adapter, database, consent: { seal, notices: { servedInterval: 'off' } } });
      const admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
      const draft = await admin.send('POST', `${NOTICES}/draft`, { body: noticeContent() });
      const headers = { 'if-match': draft.headers.get('etag')! };
      const published = await admin.send('POST', `${NOTICES}/draft/publish`, { body: { renewal: 'none' }, headers });
      const { version: noticeVersion } = await bodyOf<{ version: number }>(published);
      const decided = await new Browser(server.url).decide(EVERYTHING, { language: 'en', noticeVersion });
      record = await bodyOf<ConsentRecordView>(decided);
      await settled(server.source);
      await server.app.get(LedgerSealer).seal();
    });
    afterAll(async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const ask = (command: string): Promise<Ran> =>
      run(command, folder, { SITE: server.url, ADMIN_TOKEN: ADMIN_TOKEN.replace('Bearer ', ''), RECORD: record.id });
    const verify = `npm run --silent evidence:verify -- evidence.json --keys keys.json`;

    it('of README prove a decision that was just made', async () => {
      const here = (block: string): string =>
        block.replaceAll('http://127.0.0.1:3000', server.url).replaceAll('data/', '');
      const { output: id } = await ask(`${here(deciding)}echo -n $id`);
      await settled(server.source);
      await server.app.get(LedgerSealer).seal();
      const { code, output } = await ask(`id=${id}\n${here(proving)}`);
      expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('PROVEN') });
      expect(output).toContain(id);
    });

    it('lead from the site to what is proven', async () => {
      expect(commands).toHaveLength(4);
      expect(scripts['evidence:verify']).toBe(`node scripts/build-if-stale.mjs && node ${TOOL}`);
      const outcomes: Ran[] = [];
      for (const command of commands) outcomes.push(await ask(command));
      expect(outcomes.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0, 0, 0]);
      expect(outcomes[1]!.output).toContain(record.id);
      expect(outcomes[3]!.output).toMatch(/holds +The decision +The record is, letter by letter/);
      expect(outcomes[3]!.output).toMatch(/^Decisions +"STATISTICS": "granted", "MARKETING": "denied"$/m);
      expect(outcomes[3]!.output).toContain('PROVEN');
    });

    it('tell by their exit what fails, what is not shown, and that there was nothing to read', async () => {
      const path = join(folder, 'evidence.json');
      const file = JSON.parse(readFileSync(path, 'utf8')) as EvidenceFile;
      const altered = {
        ...file,
        record: { ...file.record, decisions: { STATISTICS: 'granted', MARKETING: 'granted' } },
      };
      writeFileSync(path, JSON.stringify(altered));
      const refuted = await ask(verify);
      expect([refuted.code, refuted.output]).toEqual([1, expect.stringMatching(/FAILS +The decision[^]*REFUTED/)]);
      writeFileSync(path, JSON.stringify(file));
      const keyless = await ask('npm run --silent evidence:verify -- evidence.json');
      expect([keyless.code, keyless.output]).toEqual([3, expect.stringContaining('INCOMPLETE')]);
      const byUrl = await ask(
        `npm run --silent evidence:verify -- evidence.json --url "$SITE/.well-known/consent-ledger.json"`,
      );
      expect(byUrl.code).toBe(0);
      writeFileSync(path, JSON.stringify(file).replace('"MARKETING":', '"MARKETING":"granted","MARKETING":'));
      expect(await ask(verify)).toEqual({ code: 2, output: expect.stringContaining('twice') });
      writeFileSync(path, JSON.stringify(file));
      writeFileSync(join(folder, 'bad.json'), '{"keys":[{"kty":"OKP"}]}');
      const unjudged = await ask('npm run --silent evidence:verify -- evidence.json --keys bad.json');
      expect(unjudged).toEqual({ code: 2, output: expect.stringContaining('public keys') });
      writeFileSync(path, '{');
      for (const command of [verify, 'npm run --silent evidence:verify', `${verify} --url "$SITE"`]) {
        const nothing = await ask(command);
        expect([nothing.code, nothing.output]).toEqual([2, expect.stringContaining('Nothing was checked')]);
      }
    }, 60_000);
  },
);
