/** What a database tells of a network. */
type Told = string | readonly Told[] | { readonly [name: string]: Told };

interface Node {
  readonly branches: [Node | Buffer | undefined, Node | Buffer | undefined];
}

const [TEXT, MAP, UINT16, UINT32] = [2, 7, 5, 6];
const [UINT64, LIST] = [9, 11];

/** Sizes below 29 stand in the first byte, those below 285 in one more. */
function control(type: number, size: number): Buffer {
  const extended = type > 7 ? [type - 7] : [];
  const base = type > 7 ? 0 : type << 5;
  return Buffer.from(size < 29 ? [base | size, ...extended] : [base | 29, ...extended, size - 29]);
}

function number(type: number, value: number): Buffer {
  const digits = value === 0 ? '' : value.toString(16);
  const bytes = Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex');
  return Buffer.concat([control(type, bytes.length), bytes]);
}

function encoded(value: Told): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([control(TEXT, text.length), text]);
  }
  if (Array.isArray(value)) return Buffer.concat([control(LIST, value.length), ...value.map(encoded)]);
  return mapOf(Object.entries(value).map(([name, member]) => [name, encoded(member)]));
}

const mapOf = (members: readonly (readonly [string, Buffer])[]): Buffer =>
  Buffer.concat([control(MAP, members.length), ...members.flatMap(([name, member]) => [encoded(name), member])]);

const newNode = (): Node => ({ branches: [undefined, undefined] });

function place(root: Node, network: string, data: Buffer): void {
  const [address = '', length = '32'] = network.split('/');
  const bits = address.split('.').reduce((sum, part) => sum + Number(part).toString(2).padStart(8, '0'), '');
  let node = root;
  for (const [i, bit] of [...bits.slice(0, Number(length))].entries()) {
    const side = Number(bit);
    if (i === Number(length) - 1) node.branches[side] = data;
    else node = (node.branches[side] ??= newNode()) as Node;
  }
}

/** The records of the tree, three bytes each, in the order in which its nodes are met. */
function treeOf(root: Node): { readonly tree: Buffer; readonly data: Buffer; readonly nodes: number } {
  const nodes: Node[] = [root];
  for (const { branches } of nodes)
    nodes.push(...branches.filter((branch): branch is Node => branch !== undefined && !Buffer.isBuffer(branch)));
  const data: Buffer[] = [];
  let length = 0;
  const records = nodes.flatMap(({ branches }) =>
    branches.map((branch) => {
      if (branch === undefined) return nodes.length;
      if (!Buffer.isBuffer(branch)) return nodes.indexOf(branch);
      data.push(branch);
      length += branch.length;
      return nodes.length + 16 + length - branch.length;
    }),
  );
  const tree = Buffer.concat(records.map((record) => Buffer.from([record >> 16, (record >> 8) & 255, record & 255])));
  return { tree, data: Buffer.concat(data), nodes: nodes.length };
}

/**
 * A MaxMind DB file (MaxMind DB format 2.0) of a few IPv4 networks, made on the spot, so that no test needs a database of anybody else.
 *
 * @param networks what is told of each, such as `{ '192.0.2.0/24': { country: { iso_code: 'DE' } } }`
 */
export function mmdbFile(networks: Readonly<Record<string, Told>>): Buffer {
  const root = newNode();
  for (const [network, told] of Object.entries(networks)) place(root, network, encoded(told));
  const { tree, data, nodes } = treeOf(root);
  const metadata = mapOf([
    ['binary_format_major_version', number(UINT16, 2)],
    ['binary_format_minor_version', number(UINT16, 0)],
    ['build_epoch', number(UINT64, 1_780_000_000)],
    ['database_type', encoded('Test-Country')],
    ['description', encoded({ en: 'made by a test' })],
    ['ip_version', number(UINT16, 4)],
    ['languages', encoded(['en'])],
    ['node_count', number(UINT32, nodes)],
    ['record_size', number(UINT16, 24)],
  ]);
  return Buffer.concat([tree, Buffer.alloc(16), data, Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), metadata]);
}
