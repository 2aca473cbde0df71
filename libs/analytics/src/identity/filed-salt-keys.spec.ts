import {
  copyFileSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@nest-privacy/core/testing';
import { FiledSaltKeys } from './filed-salt-keys.js';

describe('salt keys in a file', () => {
  const clock = new ManualClock();
  let folder: string;
  let file: string;
  const open = (path = file): FiledSaltKeys => new FiledSaltKeys(path, clock);

  beforeEach(() => {
    clock.set('2026-06-15T12:00:00Z');
    folder = mkdtempSync(join(tmpdir(), 'salt-keys-'));
    file = join(folder, 'keys', 'salt-key');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are made once, for their owner alone, and agreed on by processes', () => {
    const keys = Array.from({ length: 4 }, () => open().of('2026-06-15')!.toString('hex'));
    expect(new Set(keys).size).toBe(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(folder, 'keys'))).toEqual(['salt-key']);
  });

  it('are the same on a host that has a copy, however long it did not move on', () => {
    open().of('2026-06-15');
    const copy = join(folder, 'copy');
    copyFileSync(file, copy);
    for (const day of ['2026-06-16', '2026-06-17', '2026-06-30']) {
      clock.set(`${day}T12:00:00Z`);
      open().forgetBefore(day);
      expect(open(copy).of(day)).toEqual(open().of(day));
      expect(open().of(day)).not.toEqual(open(copy).of('2026-06-15'));
    }
  });

  it('of days before are gone, and what the file held is overwritten', () => {
    const before = open().of('2026-06-15');
    const held = readFileSync(file, 'utf8');
    linkSync(file, join(folder, 'same-bytes'));
    clock.set('2026-06-17T00:00:00Z');
    open().forgetBefore('2026-06-16');
    open().forgetBefore('2026-06-16');
    expect(open().of('2026-06-15')).toBeNull();
    expect(open().of('2026-06-16')).not.toEqual(before);
    expect(readFileSync(file, 'utf8')).toMatch(/^2026-06-16 [0-9a-f]{64}\n$/);
    expect(readFileSync(join(folder, 'same-bytes'), 'utf8')).toBe('\0'.repeat(held.length));
    expect(readdirSync(join(folder, 'keys'))).toEqual(['salt-key']);
  });

  it('begin anew after a clock that ran ahead', () => {
    open().of('2026-06-15');
    clock.set('2031-01-01T00:00:00Z');
    open().forgetBefore('2031-01-01');
    clock.set('2026-06-15T13:00:00Z');
    const key = open().of('2026-06-15');
    expect(key).not.toBeNull();
    expect(open().of('2026-06-15')).toEqual(key);
  });

  it.each([
    ['something else', (): void => writeFileSync(join(folder, 'broken'), 'secret')],
    ['a folder', (): void => rmSync(join(folder, 'broken'), { force: true })],
  ])('cannot be had from %s', (what, prepare) => {
    prepare();
    const path = what === 'a folder' ? folder : join(folder, 'broken');
    expect(() => open(path).of('2026-06-15')).toThrow(/^SALT_KEY_FILE_UNUSABLE: /);
    expect(() => open(path).of('2026-06-15')).not.toThrow(/secret/);
  });
});
