// A primary with two workers, each a Nest application, run from the sources. The parent speaks to the primary by messages.
const cluster = require('node:cluster');
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, resolve } = require('node:path');
const { transformSync } = require('@swc/core');

const libs = resolve(__dirname, '../..');
require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  if (request === '@nest-privacy/core') return resolve(libs, 'core/src/index.ts');
  const source = resolve(parent?.filename ? dirname(parent.filename) : __dirname, request.replace(/\.js$/, '.ts'));
  if (/^\.{1,2}\/.*\.js$/.test(request) && existsSync(source)) return source;
  return resolveFilename.call(this, request, parent, ...rest);
};

require('reflect-metadata');
const { Module: NestModule } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { CoreModule, MetricsRecorder } = require('@nest-privacy/core');
const { MetricsModule, serveClusterMetrics } = require('../src/index.ts');

async function primary() {
  const server = process.env.NO_PRIMARY ? undefined : await serveClusterMetrics({ port: 0, timeoutMs: 500 });
  cluster.on('message', (worker, message) => {
    if (message.test !== undefined) process.send({ ...message, worker: worker.id });
  });
  cluster.on('exit', (worker) => process.connected && process.send({ test: 'exit', worker: worker.id }));
  process.on('message', async (message) => {
    if (message.test === 'end') {
      await server?.close();
      await server?.close();
      process.disconnect();
      for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGKILL');
    } else cluster.workers[message.worker].send(message);
  });
  process.send({ test: 'primary', port: server?.port });
  cluster.fork();
  cluster.fork();
}

async function worker() {
  class AppModule {}
  NestModule({ imports: [CoreModule.forRoot(), MetricsModule.forRoot({ scrapeTimeoutMs: 300, isGlobal: true })] })(
    AppModule,
  );
  const app = await NestFactory.create(AppModule, { logger: false });
  await app.init();
  // Each worker has a port of its own here, so that the test can choose whom it asks.
  const server = app.getHttpServer();
  await new Promise((done) => server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, done));
  const metrics = app.get(MetricsRecorder);
  process.on('message', async (message) => {
    if (message.test === 'count') metrics.count('analytics_events_total', { kind: message.kind }, message.by);
    if (message.test === 'depth') metrics.gauge('analytics_queue_depth', () => message.value);
    if (message.test === 'close') await app.close();
    if (message.test === 'silent') process.kill(process.pid, 'SIGSTOP');
    if (message.test === 'die') process.exit(1);
    process.send({ test: 'done' });
  });
  process.send({ test: 'worker', port: server.address().port, pid: process.pid });
}

if (cluster.isPrimary) void primary();
else void worker();
