import { isLine } from '@nest-privacy/core/kit';
import { faultOfFilter } from '../statistics/filter-check.js';
import { type Goal } from '../statistics/goal.js';
import { optionFault } from './option-fault.js';

const MOST_GOALS = 50;
const LONGEST_NAME = 100;

/** @throws ConfigurationError `ANALYTICS_OPTION_INVALID` when a goal has no name of its own or no filter */
export function checkGoals(goals: readonly Goal[]): void {
  if (!Array.isArray(goals) || goals.length > MOST_GOALS)
    throw optionFault('goals', 'it is no such list', `give a list of ${MOST_GOALS} goals { name, filter } at most`);
  for (const [i, goal] of goals.entries()) checkGoal(goal, `goals[${i}]`);
  if (new Set(goals.map(({ name }: Goal) => name)).size < goals.length)
    throw optionFault('goals', 'two have one name', 'give each goal a name of its own');
}

function checkGoal(goal: unknown, path: string): void {
  const { name, filter, ...more } = (goal ?? {}) as Record<string, unknown>;
  if (!isLine(name, LONGEST_NAME))
    throw optionFault(`${path}.name`, 'it is no name', `give one of 1 to ${LONGEST_NAME} characters`);
  const [unknown] = Object.keys(more);
  if (unknown !== undefined)
    throw optionFault(`${path}.${unknown}`, 'a goal has no such member', 'give { name, filter }');
  const fault = faultOfFilter(filter, `${path}.filter`);
  if (fault)
    throw optionFault(fault.path, `it ${fault.detail}`, 'give a filter as POST /admin/analytics/query takes it');
}
