import { Inject, Injectable } from '@nestjs/common';
import Bowser from 'bowser';
import { isbot } from 'isbot';
import { BoundedMap } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { type AgentClass, AI_AGENT, MACHINE, NAMELESS } from './agent-class.js';
import { type AgentHints } from './agent-hints.js';
import { isAiAgent } from './ai-agents.js';
import { browserOf } from './browser-of.js';
import { type DeviceClass } from './analytics-event.js';
import { cleanText } from './clean-text.js';
import { hintedBrowser, hintedDevice, hintedSystem } from './hinted-agent.js';
import { systemOf } from './system-of.js';

const KEPT = 2_000;
const LONGEST = 1_024;
const LONGEST_NAME = 40;
const DEVICES = new Set<unknown>(['desktop', 'mobile', 'tablet', 'tv']);

/** The first number of a version, of four digits at most. */
const majorOf = (version: string): string => /^\d{1,4}/.exec(version)?.[0] ?? '';

function personOf(userAgent: string, hints: AgentHints | undefined): AgentClass {
  const { browser, os, platform } = Bowser.parse(userAgent);
  const device = DEVICES.has(platform.type) ? (platform.type as DeviceClass) : 'unknown';
  const { name, version } = hintedBrowser(hints, browserOf(userAgent, browser));
  const system = hintedSystem(hints) ?? systemOf(userAgent, os);
  return {
    device: hintedDevice(hints, device),
    browser: cleanText(name, LONGEST_NAME),
    browserVersion: majorOf(version),
    os: cleanText(system.name, LONGEST_NAME),
    osVersion: majorOf(system.version),
    audience: 'people',
    bot: '',
  };
}

/** Device class, browser and system of a user agent, and whether it is a machine. Remembers the latest 2 000. */
@Injectable()
export class AgentClassifier {
  private readonly known = new BoundedMap<string, AgentClass>(KEPT);

  constructor(@Inject(AnalyticsConfig) private readonly config: Pick<AnalyticsConfig, 'people'>) {}

  /** @param hints what the browser says beside its user agent; it says who it is as well, and more truly */
  classify(userAgent: string | undefined, hints?: AgentHints): AgentClass {
    const text = userAgent?.trim().slice(0, LONGEST);
    if (!text) return NAMELESS;
    const key = hints ? [text, hints.brands, hints.mobile, hints.platform, hints.platformVersion].join('\n') : text;
    return this.known.get(key) ?? this.known.through(key, () => this.classOf(text, hints));
  }

  private classOf(userAgent: string, hints: AgentHints | undefined): AgentClass {
    if (this.config.people.some((part) => userAgent.includes(part))) return personOf(userAgent, hints);
    if (isAiAgent(userAgent)) return AI_AGENT;
    return isbot(userAgent) ? MACHINE : personOf(userAgent, hints);
  }
}
