import { type SealingPublicKey } from '../heads/sealing-key.js';
import { type TreeHead, verifyHead } from '../heads/tree-head.js';
import { type LogFault } from './log-fault.js';
import { type SealReader } from './seal-store.js';

/**
 * Whether a log still has what heads say that were sent outside: the only way to find that its end was cut off, or that all of it was made again by
 * somebody with the keys.
 *
 * @param anchors heads of this log
 * @returns what is wrong with the first that does not fit
 */
export async function verifyAnchors(
  reader: SealReader,
  anchors: Iterable<TreeHead> | AsyncIterable<TreeHead>,
  keys: readonly SealingPublicKey[],
): Promise<LogFault | null> {
  for await (const anchor of anchors) {
    const { log, size } = anchor;
    const fault = (kind: LogFault['kind'], detail: string): LogFault => ({
      kind,
      log,
      position: size - 1,
      id: null,
      detail,
    });
    if (!verifyHead(anchor, keys))
      return fault('forged head', `the head of ${size} entries that was kept outside is not signed by a known key`);
    const head = await reader.headOf(log, size);
    if (head?.root === anchor.root) continue;
    const newest = await reader.newest(log);
    if ((newest?.size ?? 0) < size)
      return fault('truncated', `the log has ${newest?.size ?? 0} entries, and had ${size} on ${anchor.sealedAt}`);
    return fault('forked', `the first ${size} entries are not those of ${anchor.sealedAt}`);
  }
  return null;
}
