import { type FeatureMetrics } from '@nest-privacy/core';

interface Counters {
  consent_deliveries_total: {
    kind: 'subscriber' | 'webhook';
    result: 'delivered' | 'failed' | 'gone' | 'parked';
  };
  consent_decisions_total: { category: string; decision: string };
  consent_guard_denials_total: { category: string; mode: 'deny' | 'skip' | 'anonymise' };
  consent_jobs_dropped_total: { category: string };
  consent_lookups_total: { outcome: 'found' | 'absent' | 'failed' };
  consent_notices_served_total: { outcome: 'accepted' | 'dropped' };
  consent_revocations_evicted_total: Record<never, string>;
  consent_sealed_total: Record<never, string>;
}

interface Gauges {
  consent_clock_skew_seconds: true;
  consent_revocations_items: true;
  consent_seal_lag_seconds: true;
  consent_unsealed_records: true;
  consent_ledger_faults: true;
}

declare module '@nest-privacy/core' {
  interface CounterLabels extends Counters {}
  interface GaugeNames extends Gauges {}
}

/** What consent tells of itself. */
export const CONSENT_METRICS: FeatureMetrics<Counters, object, Gauges> = {
  counters: {
    consent_decisions_total: {
      help: 'Recorded consent decisions by category and decision.',
      labels: ['category', 'decision'],
    },
    consent_deliveries_total: {
      help: 'Tries to tell subscribers and webhooks of a consent change, by outcome.',
      labels: ['kind', 'result'],
    },
    consent_guard_denials_total: {
      help: 'Requests and messages refused, skipped or served as nobody because consent to the category was missing.',
      labels: ['category', 'mode'],
    },
    consent_jobs_dropped_total: {
      help: 'Jobs not done because consent to the category was missing when they ran.',
      labels: ['category'],
    },
    consent_lookups_total: {
      help: 'Cookies that memory could not judge and the database was asked about, by outcome.',
      labels: ['outcome'],
    },
    consent_notices_served_total: {
      help: 'Showings of notices that browsers reported, and those dropped because too many waited to be written.',
      labels: ['outcome'],
    },
    consent_revocations_evicted_total: {
      help: 'Changed decisions that left memory for newer ones; their older cookies are asked about.',
      labels: [],
    },
    consent_sealed_total: { help: 'Records that this process sealed.', labels: [] },
  },
  histograms: {},
  gauges: {
    consent_clock_skew_seconds: { help: "Seconds by which this clock is ahead of the database's.", aggregator: 'max' },
    consent_revocations_items: {
      help: 'Subjects in memory whose older cookies no longer count.',
      aggregator: 'max',
    },
    consent_seal_lag_seconds: { help: 'Age of the oldest record that is not sealed.', aggregator: 'max' },
    consent_unsealed_records: { help: 'Records that are not sealed yet, 10 000 at most.', aggregator: 'max' },
    consent_ledger_faults: {
      help: 'Whether the check of the ledger found that it was tampered with: 1 or 0.',
      aggregator: 'max',
    },
  },
};
