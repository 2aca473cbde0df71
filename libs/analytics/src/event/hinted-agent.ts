import { type AgentHints } from './agent-hints.js';
import { type DeviceClass } from './analytics-event.js';

/** A browser or a system, and the number of its version. */
export interface Named {
  readonly name: string;
  readonly version: string;
}

/** Brands of browsers, by the names under which their user agents are known. */
const BRANDS: ReadonlyMap<string, string> = new Map([
  ['Google Chrome', 'Chrome'],
  ['Microsoft Edge', 'Microsoft Edge'],
  ['Opera', 'Opera'],
  ['Opera GX', 'Opera'],
  ['Brave', 'Brave'],
  ['Vivaldi', 'Vivaldi'],
  ['Yandex', 'Yandex Browser'],
  ['YaBrowser', 'Yandex Browser'],
  ['Samsung Internet', 'Samsung Internet for Android'],
  ['DuckDuckGo', 'DuckDuckGo'],
  ['Whale', 'NAVER Whale Browser'],
]);

/** Platforms, by the names under which user agents are known. */
const PLATFORMS: ReadonlyMap<string, string> = new Map([
  ['Windows', 'Windows'],
  ['macOS', 'macOS'],
  ['Linux', 'Linux'],
  ['Android', 'Android'],
  ['iOS', 'iOS'],
  ['Chrome OS', 'Chrome OS'],
  ['Chromium OS', 'Chrome OS'],
  ['Fuchsia', 'Fuchsia'],
]);

/** A member of `Sec-CH-UA`: a string with the parameter `v` (Structured Field Values, RFC 9651). */
const BRAND = /"([^"\\]{1,64})"\s*;\s*v="(\d{1,4})/g;
const TEXT = /^\s*"([^"\\]{0,64})"\s*$/;

/** From here on the platform's version says Windows 11; what it says of Windows before 10 begins with 0. */
const WINDOWS_11 = 13;

/** The browser that the brands name; `named` by the user agent, where they name none that is known. */
export function hintedBrowser(hints: AgentHints | undefined, named: Named): Named {
  for (const [, brand = '', version = ''] of hints?.brands.matchAll(BRAND) ?? []) {
    const name = BRANDS.get(brand);
    if (name !== undefined) return { name, version };
  }
  return named;
}

/** Whether it is a phone, which `Sec-CH-UA-Mobile` tells; `device` as the user agent says it, for all else. */
export function hintedDevice(hints: AgentHints | undefined, device: DeviceClass): DeviceClass {
  if (hints === undefined || device === 'tv') return device;
  if (hints.mobile === '?1') return 'mobile';
  if (hints.mobile !== '?0') return device;
  return TEXT.exec(hints.platform)?.[1] === 'Android' ? 'tablet' : 'desktop';
}

/** The system, whose version is known where the site asks for it: the one in the user agent has been the same for years. */
export function hintedSystem(hints: AgentHints | undefined): Named | undefined {
  const name = PLATFORMS.get(TEXT.exec(hints?.platform ?? '')?.[1] ?? '');
  if (name === undefined) return undefined;
  const version = TEXT.exec(hints!.platformVersion)?.[1] ?? '';
  return { name, version: name === 'Windows' ? windowsOf(version) : version };
}

/** As Microsoft documents `Sec-CH-UA-Platform-Version`. */
function windowsOf(version: string): string {
  const major = Number.parseInt(version, 10);
  if (Number.isNaN(major)) return '';
  if (major >= WINDOWS_11) return '11';
  if (major > 0) return '10';
  return { '0.1': '7', '0.2': '8', '0.3': '8' }[version.slice(0, 3)] ?? '';
}
