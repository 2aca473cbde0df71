/** How a file is sent: as it is, or compressed. */
export type Encoding = 'identity' | 'gzip' | 'br';

/** The smallest first. */
const ENCODINGS: readonly Encoding[] = ['br', 'gzip', 'identity'];
const WISH = /^([\w*-]+)(?:;q=([01](?:\.\d{0,3})?))?$/;

/** Weights by coding; what cannot be read is no wish. */
function weightsOf(header: string): Map<string, number> {
  const wishes = header.toLowerCase().split(',');
  return new Map(
    wishes.flatMap((wish): [string, number][] => {
      const [, coding, weight] = WISH.exec(wish.replaceAll(/\s/g, '')) ?? [];
      return coding === undefined ? [] : [[coding === 'x-gzip' ? 'gzip' : coding, Number(weight ?? 1)]];
    }),
  );
}

/**
 * Which encoding an answer takes, by `Accept-Encoding` (RFC 9110, section 12.5.3): the one with the most weight, of several the smallest, and the file as it is where
 * nothing else will do.
 */
export function negotiateEncoding(header: string | undefined): Encoding {
  if (header === undefined) return 'identity';
  const weights = weightsOf(header);
  const weightOf = (encoding: Encoding): number => weights.get(encoding) ?? weights.get('*') ?? 0;
  const [best] = ENCODINGS.filter((encoding) => weightOf(encoding) > 0).sort((a, b) => weightOf(b) - weightOf(a));
  return best ?? 'identity';
}
