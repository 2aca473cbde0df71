import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { reportTo } from './report.js';

/** What is used of the packages in compat/c15t, which are no dependencies of this repository. */
interface Peer {
  readonly backend: { c15tInstance(options: object): { handler(request: Request): Promise<Response> } };
  readonly adapters: { kyselyAdapter(options: object): unknown };
  readonly migrator: { migrator(options: object): Promise<{ execute(): Promise<void> }> };
  readonly schema: { DB: { client(adapter: unknown): unknown } };
  readonly kysely: { Kysely: new (options: object) => unknown; PostgresDialect: new (options: object) => unknown };
  readonly pg: { Pool: new (options: object) => unknown };
}

function loadPeer(): Peer {
  const load = createRequire(join(__dirname, '..', '..', 'compat', 'c15t', 'package.json'));
  return {
    backend: load('@c15t/backend') as Peer['backend'],
    adapters: load('@c15t/backend/db/adapters/kysely') as Peer['adapters'],
    migrator: load('@c15t/backend/db/migrator') as Peer['migrator'],
    schema: load('@c15t/backend/db/schema') as Peer['schema'],
    kysely: load('kysely') as Peer['kysely'],
    pg: load('pg') as Peer['pg'],
  };
}

/** The peer's request handler on PostgreSQL, set up as its own documentation says, its tables made by its own migrator. */
async function handlerOf({ backend, adapters, migrator, schema, kysely, pg }: Peer) {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE!, max: 10 });
  const db = new kysely.Kysely({ dialect: new kysely.PostgresDialect({ pool }) });
  const adapter = adapters.kyselyAdapter({ db, provider: 'postgresql' });
  await (await migrator.migrator({ db: schema.DB.client(adapter), schema: 'latest' })).execute();
  return backend.c15tInstance({ appName: 'bench', trustedOrigins: ['http://127.0.0.1'], adapter, basePath: '/' })
    .handler;
}

async function requestOf(message: IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = message;
  const body = method === 'POST' ? new Uint8Array(await buffer(message)) : null;
  return new Request(`http://127.0.0.1${url}`, { method, headers: headers as Record<string, string>, body });
}

async function start(): Promise<void> {
  const handler = await handlerOf(loadPeer());
  const server = createServer((message, response) => {
    void (async () => {
      const answer = await handler(await requestOf(message));
      const body = Buffer.from(await answer.arrayBuffer());
      response
        .writeHead(answer.status, { 'Content-Type': 'application/json', 'Content-Length': body.length })
        .end(body);
    })();
  });
  server.listen(0, '127.0.0.1', () => reportTo(process, (server.address() as AddressInfo).port));
}

void start();
