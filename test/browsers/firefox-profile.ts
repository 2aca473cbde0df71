import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What Firefox compiles of itself at its first start, and what says for which Firefox it did. */
const COMPILED = ['startupCache', 'compatibility.ini'];

/** Where a run of the tests keeps that; there is none elsewhere. */
const TEMPLATE = process.env.TEST_TEMPLATES && join(tmpdir(), 'nest-privacy-templates', 'firefox');

/** A profile of one Firefox: new, but for what another of this run has compiled, without which a start takes almost twice as long. */
export class FirefoxProfile {
  readonly folder = mkdtempSync(join(tmpdir(), 'firefox-'));

  constructor() {
    if (TEMPLATE && existsSync(TEMPLATE)) cpSync(TEMPLATE, this.folder, { recursive: true });
  }

  /** To be called once that Firefox has ended. */
  async remove(): Promise<void> {
    if (TEMPLATE && !existsSync(TEMPLATE)) this.keepAs(TEMPLATE);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  private keepAs(template: string): void {
    if (!COMPILED.every((name) => existsSync(join(this.folder, name)))) return;
    mkdirSync(dirname(template), { recursive: true });
    const draft = mkdtempSync(`${template}-`);
    for (const name of COMPILED) cpSync(join(this.folder, name), join(draft, name), { recursive: true });
    try {
      renameSync(draft, template);
    } catch {
      // Another process was first.
      rmSync(draft, { recursive: true });
    }
  }
}
