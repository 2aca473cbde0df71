import { anchoredHeads, type TreeHead } from '@nest-privacy/core/sealing';

/** The heads of a file, telling which lines of it are none. */
export const headsIn = (path: string): AsyncIterable<TreeHead> =>
  anchoredHeads(path, (line) =>
    process.stderr.write(`${path}, line ${line}: no head, its writing may have been cut off; passed over\n`),
  );
