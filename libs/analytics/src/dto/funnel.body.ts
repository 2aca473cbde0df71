import { Allow } from 'class-validator';
import { type Filter } from '../statistics/filter.js';
import { ScopeQuery } from './scope.query.js';

/** Body of `POST /funnel`. */
export class FunnelBody extends ScopeQuery {
  /** 2 to 10 filters; checked by who asks with them, for they may be nested. */
  @Allow()
  steps!: Filter[];

  /** Which events count at all. @default all of people */
  @Allow()
  filter?: Filter;
}
