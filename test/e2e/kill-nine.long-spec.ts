import { describeKills } from './kill-nine.suite.js';

describeKills(
  'a worker in the middle of a replay, and its successor too: every event counts once',
  'whoever took in events, once they are in the queue: every event counts once',
  'whoever takes in events, with some in its memory: what is lost is not counted, and nothing counts twice',
);
