import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
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
    const file = await open(this.path, 'a+', 0o600);
    try {
      const lines = heads.map((head) => `${JSON.stringify(head)}\n`).join('');
      await file.appendFile((await endsAmidLine(file)) ? `\n${lines}` : lines);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

/** Whether the last writing was cut off, by a full disk or the end of the process: what follows it must not become part of that line. */
async function endsAmidLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read({ buffer: Buffer.alloc(1), position: size - 1 });
  return buffer.toString() !== '\n';
}

/**
 * The heads of a file of {@link FileAnchor}, line by line.
 *
 * @param torn told of each line that is none, such as one whose writing was cut off; it is passed over
 */
export async function* anchoredHeads(
  path: string,
  torn: (line: number) => void = () => undefined,
): AsyncGenerator<TreeHead> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    const head = headIn(line);
    if (head) yield head;
    else torn(number);
  }
}

function headIn(line: string): TreeHead | undefined {
  try {
    const head: unknown = JSON.parse(line);
    return typeof head === 'object' && head !== null ? (head as TreeHead) : undefined;
  } catch {
    return undefined;
  }
}
