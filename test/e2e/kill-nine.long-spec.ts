import { describeKilledWorker } from './kill-nine.suite.js';

describeKilledWorker('in the middle of a replay');
