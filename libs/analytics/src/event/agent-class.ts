import { type Audience, type DeviceClass } from './analytics-event.js';

/** What is kept of a user agent: its class. */
export interface AgentClass {
  readonly device: DeviceClass;
  readonly browser: string;
  /** The first number of the browser's version; empty where it is not known. */
  readonly browserVersion: string;
  readonly os: string;
  /** The first number of the system's version; empty where it is not known, or the browser always says the same. */
  readonly osVersion: string;
  readonly audience: Audience;
  /** Why it is taken for a machine; empty for people. */
  readonly bot: '' | 'bot' | 'empty-user-agent';
}

const NOTHING_KNOWN = { device: 'unknown', browser: '', browserVersion: '', os: '', osVersion: '' } as const;

/** Who sends no user agent. */
export const NAMELESS: AgentClass = { ...NOTHING_KNOWN, audience: 'bots', bot: 'empty-user-agent' };
/** A machine; of which kind does not matter. */
export const MACHINE: AgentClass = { ...NOTHING_KNOWN, audience: 'bots', bot: 'bot' };
/** A program that reads on behalf of a person or a model. */
export const AI_AGENT: AgentClass = { ...NOTHING_KNOWN, audience: 'agents', bot: 'bot' };
