import { type ApiDocument } from './document.js';
import { type Walker } from './walker.js';

const BODIES: Readonly<Record<string, unknown>> = {
  'post /consent': { decisions: { STATISTICS: 'denied' } },
  'post /admin/tokens': { label: 'x', scopes: ['analytics:read'] },
  'post /admin/tracking-items': { category: 'MARKETING', translations: { en: { name: 'x' } } },
  'patch /admin/tracking-items/{id}': {},
  'post /admin/tracking-items/import': { format: 'nest-privacy/tracking-items', version: 1, items: [] },
};

const DAYS = '?from=2026-11-01&to=2026-11-30';

/**
 * Asks for everything that needs the database, once that is gone.
 *
 * @param cookie of a visitor who has decided
 */
export async function walkOutage(walker: Walker, { paths }: ApiDocument, cookie: string): Promise<void> {
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, { responses }] of Object.entries(item)) {
      if (responses['503'] === undefined) continue;
      const query = path.includes('analytics') ? DAYS + (path.endsWith('breakdown') ? '&dimension=page' : '') : '';
      const target = path.replace('{id}', '01890a5d-ac96-774b-bcce-b302099a8057') + query;
      const headers = { Authorization: `Bearer ${walker.token}`, 'If-Match': '*', Cookie: cookie };
      const body = BODIES[`${method} ${path}`];
      if (body === undefined) await walker.ask(method.toUpperCase(), target, { headers });
      else await walker.send(method.toUpperCase(), target, body, headers);
    }
  }
}
