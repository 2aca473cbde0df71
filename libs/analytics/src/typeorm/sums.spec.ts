import { provesSums } from '../../test/sums-suite.js';

/** The same events each time; more of them are tried where there is more time. */
provesSums({ seed: 20_261_122, runs: 8 });
