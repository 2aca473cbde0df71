import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataFolder } from './data-folder.js';

const modeOf = (path: string): number => statSync(path).mode & 0o7777;

describe('the data folder', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'data-folder-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is made for its owner alone', () => {
    const folder = join(root, 'a', 'b');
    expect(prepareDataFolder(folder)).toEqual([]);
    expect(modeOf(folder)).toBe(0o700);
  });

  it('is closed with the database in it, which is told once', () => {
    const folder = join(root, 'data');
    mkdirSync(folder, { mode: 0o755 });
    chmodSync(folder, 0o755);
    const files = ['nest-privacy.sqlite', 'nest-privacy.sqlite-wal', 'notes.txt'].map((name) => join(folder, name));
    for (const file of files) {
      writeFileSync(file, '');
      chmodSync(file, 0o644);
    }
    expect(prepareDataFolder(folder).join('\n')).toMatch(
      /data was open .* 700 now(.|\n)*sqlite was .* 600 now(.|\n)*-wal was/,
    );
    expect([folder, ...files].map(modeOf)).toEqual([0o700, 0o600, 0o600, 0o644]);
    expect(prepareDataFolder(folder)).toEqual([]);
  });

  it('keeps its mode when it is everybody’s, or holds what is not ours', () => {
    chmodSync(root, 0o1777);
    expect(prepareDataFolder(root).join()).toContain('name a folder of this application');
    expect(modeOf(root)).toBe(0o1777);
    chmodSync(root, 0o755);
    const before = process.cwd();
    process.chdir(root);
    expect(prepareDataFolder(root)).toHaveLength(1);
    process.chdir(before);
    expect(modeOf(root)).toBe(0o755);
  });

  it('says what to do when it cannot be', () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    for (const folder of [file, join(file, 'data')])
      expect(() => prepareDataFolder(folder)).toThrow(/DATA_DIR_UNUSABLE.*file.*Remedy: name a folder/);
  });
});
