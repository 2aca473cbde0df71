import { type ConsoleLogger, type INestApplication, Logger } from '@nestjs/common';
import { HttpAdapterHost, NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { onEveryRequest } from '@nest-privacy/core/kit';
import { createAppModule } from './app.module.js';
import { type Settings } from './config/settings.js';
import { describeApi } from './docs/describe-api.js';
import { createAdapter } from './http/adapter.js';
import { parseBody } from './http/parse-body.middleware.js';
import { answerRequestId } from './http/request-id.js';
import { securityHeaders } from './http/security-headers.js';
import { createLogger } from './log/app-logger.js';
import { requestLog } from './log/request-log.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'];
const REQUEST_HEADERS = [
  'Audit-Reason',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'Privacy-Request-Token',
  'X-Request-Id',
];
const RESPONSE_HEADERS = ['ETag', 'Location', 'Retry-After', 'Tk', 'X-Request-Id'];

/** The signals that begin an orderly end. */
export const SHUTDOWN_SIGNALS: readonly ('SIGTERM' | 'SIGINT')[] = ['SIGTERM', 'SIGINT'];

/** What Fastify is told when it is made. */
function prepareExpress(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  // An answer has an ETag where a route gives it one, on either server.
  app.disable('etag');
  app.use(parseBody);
}

function allowOrigins(app: INestApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: [...origins],
    credentials: true,
    methods: METHODS,
    allowedHeaders: REQUEST_HEADERS,
    exposedHeaders: RESPONSE_HEADERS,
    maxAge: 600,
  });
}

/** Listeners on the raw server; the last one registered is the first one called. */
function watchRequests(app: INestApplication, logger: ConsoleLogger, settings: Settings): void {
  const host = app.get(HttpAdapterHost);
  onEveryRequest(host, securityHeaders);
  onEveryRequest(host, answerRequestId);
  if (logger.isLevelEnabled('log')) onEveryRequest(host, requestLog({ replays: settings.believesReplays }));
  if (settings.replayClock) onEveryRequest(host, settings.replayClock.follow);
}

/** The application as it runs, ready to listen; tests start the same one. */
export async function createApplication(settings: Settings): Promise<INestApplication> {
  const { HTTP_ADAPTER, CORS_ORIGINS, ROLE } = settings.environment;
  const logger = createLogger(settings);
  const app = await NestFactory.create<NestExpressApplication>(createAppModule(settings), createAdapter(HTTP_ADAPTER), {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  for (const notice of settings.notices) new Logger('Settings').warn(notice);
  allowOrigins(app, CORS_ORIGINS);
  if (HTTP_ADAPTER === 'express') prepareExpress(app);
  watchRequests(app, logger, settings);
  if (ROLE !== 'worker') describeApi(app);
  app.enableShutdownHooks([...SHUTDOWN_SIGNALS], { useProcessExit: true });
  return app;
}
