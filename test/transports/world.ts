import { MetricsRecorder } from '@nest-privacy/core';
import { ConsentService } from '@nest-privacy/consent';
import { testDatabases } from '@nest-privacy/core/testing';
import { RememberingMetrics } from '@nest-privacy/metrics/testing';
import { type ConsentApp, type ConsentAppOptions, startConsentApp } from '../../libs/consent/test/consent-app.js';

const [sqlite] = testDatabases();

/** An application that is asked over one transport. */
export interface World extends ConsentApp {
  readonly metrics: RememberingMetrics;
  /** Puts the clock back to where it began. */
  rewind(): void;
  /** The carrier of whoever sends this header `Cookie`. */
  carry(cookie: string): string | null;
}

/** Starts CoreModule, ConsentModule and what a transport needs beside them. */
export async function startWorld(options: Partial<ConsentAppOptions>): Promise<World> {
  const metrics = new RememberingMetrics();
  const app = await startConsentApp({
    database: sqlite!,
    adapter: 'fastify',
    ...options,
    providers: [{ provide: MetricsRecorder, useValue: metrics }, ...(options.providers ?? [])],
  });
  const start = app.clock.now();
  const consent = app.app.get(ConsentService);
  return {
    ...app,
    metrics,
    rewind: () => app.clock.set(start),
    carry: (cookie) => consent.carry({ headers: { host: new URL(app.url).host, cookie } }),
  };
}
