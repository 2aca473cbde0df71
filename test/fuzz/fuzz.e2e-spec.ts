import { defineFuzz } from './fuzz-suite.js';

defineFuzz(1_600, 60_000);
