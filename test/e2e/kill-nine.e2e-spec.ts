import { describeKills } from './kill-nine.suite.js';

describeKills(
  'a worker in the middle of a transaction: nothing of it stays, and then every event counts once',
  'a worker that has committed and not yet told the queue: what it stored is known again',
);
