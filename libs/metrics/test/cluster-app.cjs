// A primary with two workers, each a Nest application, run from the sources. The parent speaks to the primary by messages.
const cluster = require('node:cluster');

require('../../../scripts/typescript-hook.cjs').requireTypeScript('sources');
require('reflect-metadata');
const { Module: NestModule } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { CoreModule, MetricsRecorder } = require('@nest-privacy/core');
const { ORDERS_METRICS } = require('./orders-metrics.ts');
const { MetricsModule, serveClusterMetrics } = require('../src/index.ts');

async function primary() {
  const server = process.env.NO_PRIMARY ? undefined : await serveClusterMetrics({ port: 0, timeout: 500 });
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
  NestModule({ imports: [CoreModule.forRoot(), MetricsModule.forRoot({ scrapeTimeout: 300, isGlobal: true })] })(
    AppModule,
  );
  const app = await NestFactory.create(AppModule, { logger: false });
  await app.init();
  // Each worker has a port of its own here, so that the test can choose whom it asks.
  const server = app.getHttpServer();
  await new Promise((done) => server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, done));
  const metrics = app.get(MetricsRecorder);
  metrics.define(ORDERS_METRICS);
  process.on('message', async (message) => {
    if (message.test === 'count') metrics.count('orders_total', { kind: message.kind }, message.by);
    if (message.test === 'depth') metrics.gauge('orders_waiting', () => message.value);
    if (message.test === 'close') await app.close();
    if (message.test === 'silent') process.kill(process.pid, 'SIGSTOP');
    if (message.test === 'die') process.exit(1);
    process.send({ test: 'done' });
  });
  process.send({ test: 'worker', port: server.address().port, pid: process.pid });
}

if (cluster.isPrimary) void primary();
else void worker();
