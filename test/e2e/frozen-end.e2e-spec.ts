import { describeFrozenEnd } from './frozen-end.suite.js';

describeFrozenEnd('both');
