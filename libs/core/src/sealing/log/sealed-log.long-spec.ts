import { proveSealedLogs } from '../../../test/sealed-log.suite.js';

describe('a sealed log, of many', () => {
  proveSealedLogs({ whole: 400, changed: 200 });
});
