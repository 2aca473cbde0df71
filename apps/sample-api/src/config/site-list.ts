import { DEFAULT_SITE, type Site } from '@nest-privacy/core';

const hostsOf = (text: string, separator: string): string[] =>
  text
    .split(separator)
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');

/**
 * Reads the allow-list of hosts: `example.com,www.example.com` is one site named `default`, and
 * `shop=shop.example.com|example.com,blog=blog.example.com` are several.
 *
 * @param text the variable SITES
 * @param host the variable HOST; with no list, the site is what it says and this machine's own names
 */
export function parseSites(text: string | undefined, host: string): Site[] {
  if (text === undefined) {
    const named = host.includes(':') ? `[${host}]` : host.toLowerCase();
    return [{ id: DEFAULT_SITE.id, hosts: [...new Set([named, 'localhost', '127.0.0.1', '[::1]'])] }];
  }
  if (!text.includes('=')) return [{ id: DEFAULT_SITE.id, hosts: hostsOf(text, ',') }];
  return hostsOf(text, ',').map((entry) => {
    const [id = '', hosts = ''] = entry.split('=', 2);
    return { id: id.trim(), hosts: hostsOf(hosts, '|') };
  });
}
