import { describeFrozenEnd } from './frozen-end.suite.js';

describeFrozenEnd('the database', 'the queue');
