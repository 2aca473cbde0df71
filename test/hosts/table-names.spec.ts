import { describeTableNames } from './table-names.suite.js';

describeTableNames();
