import 'reflect-metadata';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessLogImporter, AnalyticsModule, LogFile, type LogInput, LogStream } from '@nest-privacy/analytics';
import { ConfigurationError, CoreModule } from '@nest-privacy/core';
import { loadSettings } from '../config/load-settings.js';
import { DatabaseModule } from '../database/database.module.js';
import { analyticsOptions } from '../privacy/analytics-options.js';
import { fromHere } from './from-here.js';
import { IMPORT_USAGE, type ImportCommand, importCommandOf } from './import/import-command.js';
import { ImportMeter } from './import/import-meter.js';
import { summaryText } from './import/summary-text.js';
import { UsageError } from './import/usage-error.js';

const FAILED = 1;
const MISUSED = 2;
/** A log is no visitor who invents addresses; the most that the option takes. */
const EVERY_TEXT = 100_000_000;

/** Only what an import needs; nothing is served. */
@Module({})
class Importing {}

function importing(): DynamicModule {
  const settings = loadSettings(process.env);
  return {
    module: Importing,
    imports: [
      CoreModule.forRoot({ sites: settings.sites }),
      DatabaseModule.forRoot(settings),
      AnalyticsModule.forRoot({
        ...analyticsOptions(settings),
        role: 'all',
        routes: 'none',
        destinations: [],
        newTextsPerHour: EVERY_TEXT,
      }),
    ],
  };
}

const inputOf = (file: string): Promise<LogInput> =>
  file === '-' ? Promise.resolve(new LogStream('the standard input', process.stdin)) : LogFile.of(fromHere(file));

async function run({ file, summary: form, options }: ImportCommand): Promise<void> {
  const log = await inputOf(file);
  const app = await NestFactory.createApplicationContext(importing(), { logger: ['error', 'warn'] });
  const meter = new ImportMeter(process.stderr, file);
  try {
    const onProgress = meter.tell.bind(meter);
    const summary = await app.get(AccessLogImporter, { strict: false }).import(log, { ...options, onProgress });
    meter.finish();
    process.stdout.write(
      form === 'json' ? `${JSON.stringify(summary)}\n` : `${summaryText(summary, options.purpose)}\n`,
    );
  } catch (error) {
    meter.finish();
    throw error;
  } finally {
    await app.close();
  }
}

/** Options that only the library can tell to be wrong are as wrong as those that it never sees. */
const isMisuse = (error: unknown): boolean =>
  error instanceof UsageError ||
  (error instanceof ConfigurationError && /^(IMPORT_OPTION|PATH_PATTERN)_INVALID$/.test(error.code));

async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) process.stdout.write(`${IMPORT_USAGE}\n`);
  else await run(importCommandOf(args));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const what = error instanceof Error ? error.message : String(error);
  const then = isMisuse(error)
    ? IMPORT_USAGE
    : 'What was imported so far is stored; run the command again, and it goes on where it was.';
  process.stderr.write(`The import ended: ${what}\n${then}\n`);
  process.exitCode = isMisuse(error) ? MISUSED : FAILED;
});
