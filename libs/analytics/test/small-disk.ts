import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BLOCK = Buffer.alloc(64 * 1_024);

const run = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

/** A file system of its own, of few megabytes, that can be filled up; takes a Linux that lets the tests mount. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** @returns `undefined` where mounting is not allowed */
  static mount(megabytes: number): SmallDisk | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'nest-privacy-disk-'));
    if (run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder)) return new SmallDisk(folder);
    rmSync(folder, { recursive: true });
    return undefined;
  }

  /** A folder on it that belongs to some user. */
  folderOf(user: number): string {
    chmodSync(this.folder, 0o777);
    const folder = mkdtempSync(join(this.folder, 'data-'));
    run('chown', String(user), folder);
    return folder;
  }

  /** Leaves not a byte. */
  fill(): void {
    const file = openSync(this.filler, 'a');
    try {
      for (let size = BLOCK.length; size >= 1;) {
        try {
          if (writeSync(file, BLOCK, 0, size) < size) size >>= 1;
        } catch {
          size >>= 1;
        }
      }
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.filler, { force: true });
  }

  unmount(): void {
    run('umount', '-l', this.folder);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }
}
