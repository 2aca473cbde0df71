import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(__dirname, '..', '..');
const SOURCES = join('libs', 'analytics', 'src');
/** From the top; an arrow from one to another of an earlier floor, or beside it, is forbidden. */
const FLOORS = [
  ['collect', 'intake'],
  ['pipeline'],
  ['derive', 'forward'],
  ['bull', 'typeorm'],
  ['queue', 'store', 'dto'],
  ['statistics', 'identity', 'entities'],
  ['event', 'mask', 'decorators'],
];
const ROOMS = FLOORS.flatMap((rooms, floor) => rooms.map((room) => ({ room, floor })));
const PAIRS = ROOMS.flatMap((from) => ROOMS.map((to) => ({ from, to }))).filter(({ from, to }) => from !== to);

interface Report {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

/** What the rules of this repository say of a tree in which every room imports every other. */
async function violationsIn(folder: string): Promise<Report['summary']['violations']> {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('tsconfig.json', '{}');
  for (const { room } of ROOMS)
    write(join(SOURCES, room, 'thing.ts'), `export interface Thing { readonly ${room}: 1 }\n`);
  for (const { from, to } of PAIRS)
    write(join(SOURCES, from.room, `knows-${to.room}.ts`), `export { type Thing } from '../${to.room}/thing.js';\n`);
  const program = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const args = [program, '--config', config, '--output-type', 'json', 'libs'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 }).catch(
    (error: { stdout: string }) => error,
  );
  return (JSON.parse(stdout) as Report).summary.violations;
}

describe('the rooms of analytics', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nest-privacy-rooms-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('know only what is below them: every arrow up or aside is refused, and none down', async () => {
    const found = (await violationsIn(folder))
      .filter(({ rule }) => rule.name.startsWith('analytics: '))
      .map(({ from, to }) => [from, to].map((path) => path.split('/')[3]).join(' → '));
    const forbidden = PAIRS.filter(({ from, to }) => to.floor <= from.floor).map(
      ({ from, to }) => `${from.room} → ${to.room}`,
    );
    expect(found.sort()).toEqual(forbidden.sort());
  });
});
