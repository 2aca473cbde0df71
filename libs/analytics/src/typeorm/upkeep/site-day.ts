/** A UTC day of a site. */
export interface SiteDay {
  /** Number of the site. */
  readonly site: number;
  /** Counted from the epoch. */
  readonly day: number;
}

/** One text for a day among those of all sites. */
export const siteDayName = ({ site, day }: SiteDay): string => `${site} ${day}`;

/** The order in which days are locked. */
export const bySiteDay = (a: SiteDay, b: SiteDay): number => a.day - b.day || a.site - b.site;
