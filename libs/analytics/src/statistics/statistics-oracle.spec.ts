import { provesStatistics } from '../../test/oracle-suite.js';

/** The same events each time; more of them are asked about where there is more time. */
provesStatistics({ seed: 20_261_122, runs: 8 });
