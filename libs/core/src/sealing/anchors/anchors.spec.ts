import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { SealingKey } from '../heads/sealing-key.js';
import { signHead, type TreeHead } from '../heads/tree-head.js';
import { Anchoring } from './anchoring.js';
import { anchoredHeads, FileAnchor } from './file-anchor.js';
import { WebhookAnchor } from './webhook-anchor.js';

const KEY = new SealingKey('a-secret-of-tests-that-is-long-enough-0001', 'test');
const headOf = (size: number, log = 'default'): TreeHead =>
  signHead({ log, size, root: 'a'.repeat(64), previous: null, sealedAt: '2026-01-01T00:00:00.000Z' }, KEY);

describe('heads that are kept outside', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'anchors-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const kept = async (path: string): Promise<TreeHead[]> => {
    const heads: TreeHead[] = [];
    for await (const head of anchoredHeads(path)) heads.push(head);
    return heads;
  };

  it('are appended to a file of its owner', async () => {
    const path = join(folder, 'heads.jsonl');
    const anchoring = new Anchoring([new FileAnchor(path)], 'off');
    anchoring.offer(headOf(1));
    anchoring.offer(headOf(2));
    anchoring.offer(headOf(7, 'shop'));
    await anchoring.send();
    await anchoring.send();
    anchoring.offer(headOf(3));
    await anchoring.stop();
    expect(await kept(path)).toEqual([headOf(2), headOf(7, 'shop'), headOf(3)]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('are read past a line whose writing was cut off, which is told', async () => {
    const path = join(folder, 'heads.jsonl');
    const anchor = new FileAnchor(path);
    await anchor.keep([headOf(1)]);
    appendFileSync(path, JSON.stringify(headOf(2)).slice(0, 40));
    await anchor.keep([headOf(3)]);
    const torn: number[] = [];
    const heads: TreeHead[] = [];
    for await (const head of anchoredHeads(path, (line) => torn.push(line))) heads.push(head);
    expect([heads, torn]).toEqual([[headOf(1), headOf(3)], [2]]);
  });

  it('wait where they cannot be kept, and are told of once', async () => {
    const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    const path = join(folder, 'none', 'heads.jsonl');
    const anchoring = new Anchoring([new FileAnchor(path)], 'off');
    anchoring.offer(headOf(1));
    await anchoring.send();
    await anchoring.send();
    expect(error).toHaveBeenCalledTimes(1);
    mkdirSync(join(folder, 'none'));
    await anchoring.send();
    expect(await kept(path)).toEqual([headOf(1)]);
    jest.restoreAllMocks();
  });

  describe('by a host', () => {
    let server: Server;
    let url: string;
    let status = 204;
    const bodies: string[] = [];
    beforeAll(async () => {
      server = createServer((request, response) => {
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => {
          bodies.push(`${request.headers.authorization} ${body}`);
          response.writeHead(status).end();
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/heads`;
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    it('are posted, and refused to private addresses unless they are allowed', async () => {
      await expect(new WebhookAnchor({ url }).keep([headOf(1)])).rejects.toThrow('not public');
      const options = { url, headers: { Authorization: 'Bearer x' }, allowPrivateAddresses: ['127.0.0.0/8'] };
      await new WebhookAnchor(options).keep([headOf(1)]);
      expect(bodies).toEqual([`Bearer x ${JSON.stringify({ heads: [headOf(1)] })}`]);
      status = 302;
      await expect(new WebhookAnchor(options).keep([headOf(1)])).rejects.toThrow('answered 302');
    });

    it('need a URL', () => {
      const wrong = (): unknown => new WebhookAnchor({ url: 'http://user:secret@x.example/' });
      expect(wrong).toThrow(expect.objectContaining({ code: 'ANCHOR_URL_INVALID' }));
    });
  });
});
