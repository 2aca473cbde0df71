import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What Chromium's settings say when all cookies are blocked there; 2 is 'block'. */
const PREFERENCES = { profile: { default_content_setting_values: { cookies: 2 } } };

/** A folder with a profile of Chromium that refuses cookies, and what removes it. */
export function profileWithoutCookies(): { readonly folder: string; readonly remove: () => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'profile-'));
  mkdirSync(join(folder, 'Default'));
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(PREFERENCES));
  // The browser writes into it for a while after its last page is closed.
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }) };
}
