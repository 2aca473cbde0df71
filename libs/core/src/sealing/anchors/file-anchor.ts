import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type TreeHead } from '../heads/tree-head.js';
import { type HeadAnchor } from './head-anchor.js';

/** Keeps heads in a file, a line of JSON each, only ever appended to and on the disk before it counts; best on a volume that is written once. */
export class FileAnchor implements HeadAnchor {
  readonly name: string;

  constructor(private readonly path: string) {
    this.name = `the file ${path}`;
  }

  async keep(heads: readonly TreeHead[]): Promise<void> {
    const file = await open(this.path, 'a', 0o600);
    try {
      await file.appendFile(heads.map((head) => `${JSON.stringify(head)}\n`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

/**
 * The heads of a file of {@link FileAnchor}, line by line.
 *
 * @throws SyntaxError for a line that is no JSON
 */
export async function* anchoredHeads(path: string): AsyncGenerator<TreeHead> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity }))
    if (line.trim() !== '') yield JSON.parse(line) as TreeHead;
}
