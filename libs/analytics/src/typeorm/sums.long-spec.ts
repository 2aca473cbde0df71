import { provesSums } from '../../test/sums-suite.js';

provesSums({ seed: 20_261_123, runs: 25 });
