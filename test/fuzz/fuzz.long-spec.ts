import { defineFuzz } from './fuzz-suite.js';

defineFuzz(20_000, 540_000);
