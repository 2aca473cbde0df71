import { RightsPart } from './rights.part.js';

it.each([
  [false, false, { status: 'up' }],
  [true, false, { status: 'down', failing: ['sealing of the audit log'] }],
  [true, true, { status: 'down', failing: ['sealing of the audit log', 'erasure'] }],
])('is down while one of its jobs fails (%p, %p)', async (sealing, erasing, health) => {
  expect(await new RightsPart({ isFailing: sealing }, { isFailing: erasing }).check()).toEqual(health);
});
