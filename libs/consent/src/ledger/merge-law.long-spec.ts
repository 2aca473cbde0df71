import { provesMergeLaw } from '../../test/merge-law-suite.js';

provesMergeLaw({ seed: 20_261_123, runs: 60 });
