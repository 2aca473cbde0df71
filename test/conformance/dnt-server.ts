import 'reflect-metadata';
import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { BadRequestException, Global, type INestApplication, Module } from '@nestjs/common';
import { APP_GUARD, HttpAdapterHost, NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ConsentReader, CoreModule, PrivacySignalReader, RequestView } from '@nest-privacy/core';
import { onEveryRequest } from '@nest-privacy/core/kit';
import { DntModule, type DntModuleOptions } from '@nest-privacy/dnt';
import { DemoGuard, HeaderConsentReader } from './dnt-demo-consent.js';
import { DntDemoController } from './dnt-demo.controller.js';
import { DNT_FIXTURES } from './dnt-fixtures.js';
import { DntPlainRoutesController, DntStatusRoutesController } from './dnt-status-routes.controller.js';

@Global()
@Module({ providers: [{ provide: ConsentReader, useClass: HeaderConsentReader }], exports: [ConsentReader] })
class DemoConsentModule {}

function demoModule(options: DntModuleOptions): new () => object {
  const hasStatuses = options.statuses?.['ads'] !== undefined;
  @Module({
    imports: [CoreModule.forRoot(), DemoConsentModule, DntModule.forRoot({ ...options, isGlobal: true })],
    controllers: [DntDemoController, hasStatuses ? DntStatusRoutesController : DntPlainRoutesController],
    providers: [{ provide: APP_GUARD, useClass: DemoGuard }],
  })
  class DemoModule {}
  return DemoModule;
}

const OPTIONS = { logger: ['fatal' as const], bodyParser: false };

/** Bodies are JSON whatever their type says, for the vectors name no type where it is beside the point. */
async function createApp(adapter: 'express' | 'fastify', module: new () => object): Promise<INestApplication> {
  if (adapter === 'express') {
    const app = await NestFactory.create<NestExpressApplication>(module, OPTIONS);
    return app.useBodyParser('json', { type: () => true });
  }
  const fastify = new FastifyAdapter();
  const app = await NestFactory.create(module, fastify, OPTIONS);
  const instance = fastify.getInstance();
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : (JSON.parse(body as string) as unknown));
    } catch (error) {
      done(new BadRequestException((error as Error).message));
    }
  });
  return app;
}

/** Tells on every response what was read from the request; outermost, for the module answers some requests before anyone else. */
function tellSignals(app: INestApplication): void {
  const reader = app.get<PrivacySignalReader>(PrivacySignalReader);
  const server = app.getHttpServer() as Server;
  const emit = server.emit.bind(server) as (...args: unknown[]) => boolean;
  server.emit = (...args: unknown[]) => {
    if (args[0] === 'request') {
      const { dnt, gpc } = reader.read(RequestView.of(args[1] as IncomingMessage));
      (args[2] as ServerResponse).setHeader('X-Test-Dnt', String(dnt)).setHeader('X-Test-Gpc', String(gpc));
    }
    return emit(...args);
  };
}

/** A running demonstration. */
export interface DntServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts the demonstration that the vectors describe.
 *
 * @param fixture a name of {@link DNT_FIXTURES}
 * @param port 0 for a free one
 */
export async function startDntServer(
  fixture: string,
  adapter: 'express' | 'fastify',
  port: number,
): Promise<DntServer> {
  const options = DNT_FIXTURES[fixture];
  if (!options) throw new Error(`unknown fixture "${fixture}"; there are ${Object.keys(DNT_FIXTURES).join(', ')}`);
  const app = await createApp(adapter, demoModule(options));
  app.enableCors();
  onEveryRequest(app.get(HttpAdapterHost), (_view, _request, response) => {
    response.setHeader('Set-Cookie', 'sid=abc; Path=/; HttpOnly');
  });
  await app.init();
  tellSignals(app);
  await app.listen(port, '127.0.0.1');
  const address = (app.getHttpServer() as Server).address() as { port: number };
  return { port: address.port, close: () => app.close() };
}
