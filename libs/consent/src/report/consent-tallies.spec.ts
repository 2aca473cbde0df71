import { describeTallies } from '../../test/tallies-suite.js';

describeTallies(4);
