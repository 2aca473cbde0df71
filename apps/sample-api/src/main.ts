import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { ConfigurationError, seconds } from '@nest-privacy/core';
import { createApplication, SHUTDOWN_SIGNALS } from './app.setup.js';
import { loadSettings } from './config/load-settings.js';
import { endAtTheLatest } from './last-resort.js';
import { listenFault } from './listen-fault.js';
import { logProcessWarnings } from './log/process-warnings.js';

/** The README promises 15 seconds. */
const LONGEST_END = seconds(14);

/** Starts the process that the environment describes, and says where it listens. */
async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  logProcessWarnings();
  endAtTheLatest(SHUTDOWN_SIGNALS, LONGEST_END);
  const app = await createApplication(settings);
  const { PORT, HOST } = settings.environment;
  // Fastify opens a second server for the name, which what listens on the first would not see.
  await app.listen(PORT, HOST === 'localhost' ? '127.0.0.1' : HOST).catch((error: unknown) => {
    throw listenFault(error, settings.environment);
  });
  process.stdout.write(`listening on ${await app.getUrl()}\n`);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigurationError) process.stderr.write(`${error.message}\n`);
  else new Logger('Start').fatal(error instanceof Error ? error.stack : error);
  process.exit(1);
});
