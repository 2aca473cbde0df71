import { IsOptional } from 'class-validator';
import { IsVersion } from './is-version.decorator.js';
import { SiteQuery } from './site.query.js';

/** Which two versions are compared. */
export class NoticeDiffQuery extends SiteQuery {
  @IsVersion()
  from!: number;

  /** @default the draft */
  @IsOptional()
  @IsVersion()
  to?: number;
}
