/** An object or a list that is still open: the names seen in it, and where in it we are. */
interface Open {
  readonly names?: Set<string>;
  at: string | number;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/**
 * Finds a member that an object has twice. Parsers keep the last one silently, so that two readers of one body may understand two decisions
 * (RFC 8259, section 4).
 *
 * @param json text that `JSON.parse` takes
 * @returns the path of the first such member, such as `decisions.MARKETING`; `undefined` when there is none
 */
export function repeatedMember(json: string): string | undefined {
  const open: Open[] = [];
  let text = '';
  for (const [token] of json.matchAll(TOKEN)) {
    const inner = open.at(-1);
    if (token === '{') open.push({ names: new Set(), at: '' });
    else if (token === '[') open.push({ at: 0 });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') inner!.at = typeof inner!.at === 'number' ? inner!.at + 1 : '';
    else if (token !== ':') text = token;
    else {
      const name = JSON.parse(text) as string;
      inner!.at = name;
      if (inner!.names!.has(name)) return open.map(({ at }) => at).join('.');
      inner!.names!.add(name);
    }
  }
  return undefined;
}
