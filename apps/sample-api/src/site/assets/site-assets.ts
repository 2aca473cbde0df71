import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';

/** The browser build of the client: plain modules, which browsers load as they are. */
const CLIENT = join(dirname(require.resolve('@nest-privacy/client/package.json')), 'dist', 'esm');
/** What the entry of the API is made of; the rest is for servers and bundlers. */
const OF_PAGES = /^(?:index|(?:client|outbox|state|transport)\/[\w-]+)\.js$/;
/** Scripts, styles and pictures of the site itself. */
const OWN = join(__dirname, '..', '..', '..', 'browser');
/** The parts of the site's stylesheet, in their order. */
const STYLES = ['tokens', 'base', 'frame', 'parts', 'pages'];

type NamedText = [path: string, text: string];

const textOf = (...path: string[]): string => readFileSync(join(...path), 'utf8');

const filesIn = (folder: string, ending: RegExp, prefix = ''): NamedText[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => [prefix + name, textOf(folder, name)]);

const stylesheet = (): NamedText => ['site.css', STYLES.map((name) => textOf(OWN, 'styles', `${name}.css`)).join('\n')];

/** What pages load beside themselves, read at the start. Its address changes with what it says, so that it may be kept for ever. */
@Injectable()
export class SiteAssets {
  /** Part of the address: a digest of everything. */
  readonly version: string;
  private readonly texts: ReadonlyMap<string, string>;

  constructor() {
    const files = [...filesIn(CLIENT, OF_PAGES, 'client/'), ...filesIn(OWN, /\.(js|svg)$/), stylesheet()];
    this.texts = new Map(files);
    this.version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  }

  /** @param path such as `client/index.js` */
  urlOf(path: string): string {
    return `/browser/${this.version}/${path}`;
  }

  /** What stands at that path; `undefined` where there is nothing. */
  textOf(path: string): string | undefined {
    return this.texts.get(path);
  }
}
