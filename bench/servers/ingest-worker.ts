import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ingestModule } from '../ingest-module.js';
import { reportTo } from './report.js';

/** Nobody connects to it. */
const NO_PORT = 0;

/** Works the queue off into the database. */
async function start(): Promise<void> {
  const { DATABASE, REDIS } = process.env;
  const module = ingestModule({ url: DATABASE!, redis: REDIS! }, 'process');
  const app = await NestFactory.createApplicationContext(module, { logger: ['error'] });
  app.enableShutdownHooks();
  reportTo(process, NO_PORT);
}

void start();
