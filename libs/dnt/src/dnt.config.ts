import { type StatusRule } from './status/decide-status.js';
import { type DntModuleOptions, type GpcEffect } from './dnt.options.js';

/** Injection token of the {@link DntConfig}. */
export const DNT_CONFIG = Symbol.for('@nest-privacy/dnt:Config');

/** A status that is ready to be served. */
export interface StatusDefinition {
  /** One character, or `auto`. */
  readonly tracking: string;
  /** The other members, in the order and under the names of the wire. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** The statement at `/.well-known/gpc.json`. */
export interface GpcStatement {
  readonly gpc: boolean;
  readonly lastUpdate?: string;
}

/** The options, checked and complete. */
export interface DntConfig {
  readonly mode: 'spec' | 'legacy';
  readonly site: StatusDefinition;
  readonly statuses: ReadonlyMap<string, StatusDefinition>;
  readonly defaultStatus: string | undefined;
  readonly rule: StatusRule;
  readonly gpcEffect: GpcEffect;
  readonly gpcStatement: GpcStatement | undefined;
  readonly echo: boolean;
  readonly honours: boolean;
  readonly disregard: DntModuleOptions['disregard'];
  readonly effPolicy: Buffer | undefined;
  readonly headers: 'every-response' | 'intercepted';
  readonly routes: 'mounted' | 'none';
  readonly onOptOutSignal: DntModuleOptions['onOptOutSignal'];
}

/** Whether the site's own `Tk` follows from the request. */
export const isDerived = ({ site }: DntConfig): boolean => site.tracking === 'auto' || site.tracking === '?';

/** The definitions whose value follows from the request, the site's first. */
export const derivedDefinitions = (config: DntConfig): StatusDefinition[] => [
  ...(isDerived(config) ? [config.site] : []),
  ...[...config.statuses.values()].filter(({ tracking }) => tracking === 'auto'),
];
