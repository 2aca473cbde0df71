import { type INestApplication, type ModuleMetadata } from '@nestjs/common';
import { Test } from '@nestjs/testing';

/** The HTTP servers the suite runs on. */
export type AdapterName = 'express' | 'fastify';

/** For `describe.each`: a promise about HTTP is kept on both or on none. */
export const TEST_ADAPTERS: readonly AdapterName[] = ['express', 'fastify'];

/** A running application. */
export interface TestApp {
  readonly app: INestApplication;
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** What to start. */
export interface TestAppOptions extends ModuleMetadata {
  readonly adapter: AdapterName;
  /** Whether the framework keeps the bytes of bodies beside what it parsed. @default false */
  readonly rawBody?: boolean;
  /** Called before the application initialises: prefixes, CORS, pipes. */
  readonly configure?: (app: INestApplication) => void;
}

async function createApp(metadata: ModuleMetadata, adapter: AdapterName, rawBody: boolean): Promise<INestApplication> {
  const module = await Test.createTestingModule(metadata).compile();
  const options = { rawBody, logger: ['error', 'warn'] as ('error' | 'warn')[] };
  if (adapter === 'express') return module.createNestApplication(options);
  const { FastifyAdapter } = await import('@nestjs/platform-fastify');
  return module.createNestApplication(new FastifyAdapter(), options);
}

/** Starts an application on a free port of the loopback, with the real server that requests reach over TCP. */
export async function startTestApp({
  adapter,
  configure,
  rawBody = false,
  ...metadata
}: TestAppOptions): Promise<TestApp> {
  const app = await createApp(metadata, adapter, rawBody);
  configure?.(app);
  try {
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    // What began before it failed must not go on behind the tests.
    await app.close().catch(() => undefined);
    throw error;
  }
  const { port } = (app.getHttpServer() as { address(): { port: number } }).address();
  return { app, url: `http://127.0.0.1:${port}`, close: () => app.close() };
}
