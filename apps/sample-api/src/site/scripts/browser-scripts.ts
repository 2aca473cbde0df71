import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';

/** The browser build of the client: plain modules, which browsers load as they are. */
const CLIENT = join(dirname(require.resolve('@nest-privacy/client/package.json')), 'dist', 'esm');
/** Scripts of the site itself. */
const OWN = join(__dirname, '..', '..', '..', 'browser');

const scriptsIn = (folder: string, prefix: string): [path: string, text: string][] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [prefix + name, readFileSync(join(folder, name), 'utf8')]);

/** The scripts that pages load, read at the start. Their address changes with what they say, so that it may be kept for ever. */
@Injectable()
export class BrowserScripts {
  /** Part of the address: a digest of all scripts. */
  readonly version: string;
  private readonly texts: ReadonlyMap<string, string>;

  constructor() {
    const scripts = [...scriptsIn(CLIENT, 'client/'), ...scriptsIn(OWN, '')];
    this.texts = new Map(scripts);
    this.version = createHash('sha256').update(JSON.stringify(scripts)).digest('hex').slice(0, 16);
  }

  /** @param path such as `client/index.js` */
  urlOf(path: string): string {
    return `/browser/${this.version}/${path}`;
  }

  /** The script at that path; `undefined` where there is none. */
  textOf(path: string): string | undefined {
    return this.texts.get(path);
  }
}
