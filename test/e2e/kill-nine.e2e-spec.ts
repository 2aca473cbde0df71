import { describeKilledWorker } from './kill-nine.suite.js';

describeKilledWorker('with a batch in its hands');
