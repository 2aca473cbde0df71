import { provesStatistics } from '../../test/oracle-suite.js';

provesStatistics({ seed: 20_261_123, runs: 60 });
