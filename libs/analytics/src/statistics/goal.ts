import { type Filter } from './filter.js';

/** Something that visitors are hoped to do: the events that show that it was done. */
export interface Goal {
  /** Its name, 1 to 100 characters. */
  readonly name: string;
  /** Which events they are. */
  readonly filter: Filter;
}
