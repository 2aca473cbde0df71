import { Injectable } from '@nestjs/common';
import Bowser from 'bowser';
import { isbot } from 'isbot';
import { BoundedMap } from '@nest-privacy/core/kit';
import { cleanText } from './clean-text.js';
import { type DeviceClass } from './analytics-event.js';

/** What is kept of a user agent: its class. */
export interface AgentClass {
  readonly device: DeviceClass;
  readonly browser: string;
  readonly os: string;
  /** Why it is taken for a machine; empty for people. */
  readonly bot: '' | 'bot' | 'empty-user-agent';
}

const KEPT = 2_000;
const LONGEST = 1_024;
const NOBODY: AgentClass = { device: 'unknown', browser: '', os: '', bot: 'empty-user-agent' };
const DEVICES = new Set<unknown>(['desktop', 'mobile', 'tablet', 'tv']);

function classify(userAgent: string): AgentClass {
  if (isbot(userAgent)) return { device: 'unknown', browser: '', os: '', bot: 'bot' };
  const { browser, os, platform } = Bowser.parse(userAgent);
  return {
    device: DEVICES.has(platform.type) ? (platform.type as DeviceClass) : 'unknown',
    browser: cleanText(browser.name ?? '', 40),
    os: cleanText(os.name ?? '', 40),
    bot: '',
  };
}

/** Device class, browser and system of a user agent, and whether it is a machine. Remembers the latest 2 000. */
@Injectable()
export class AgentClassifier {
  private readonly known = new BoundedMap<string, AgentClass>(KEPT);

  classify(userAgent: string | undefined): AgentClass {
    const text = userAgent?.trim().slice(0, LONGEST);
    return text ? this.known.through(text, classify) : NOBODY;
  }
}
