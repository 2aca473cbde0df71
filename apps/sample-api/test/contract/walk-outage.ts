import { type ApiDocument } from './document.js';
import { EXHIBIT } from './walk-evidence.js';
import { OLD_COOKIE } from './walk-ledger-data.js';
import { type Walker } from './walker.js';

const PRICING = { dimension: 'page', operator: 'is', value: '/pricing' };
const BODIES: Readonly<Record<string, unknown>> = {
  'post /consent': { decisions: { STATISTICS: 'denied' } },
  'post /admin/analytics/query': { from: '2026-11-01', to: '2026-11-30', metrics: ['visits'] },
  'post /admin/analytics/funnel': { from: '2026-11-01', to: '2026-11-30', steps: [PRICING, PRICING] },
  'post /admin/tokens': { label: 'x', scopes: ['analytics:read'] },
  'post /admin/tracking-items': { category: 'MARKETING', translations: { en: { name: 'x' } } },
  'patch /admin/tracking-items/{id}': {},
  'post /admin/consent/notices/draft': {},
  'patch /admin/consent/notices/draft': {},
  'put /admin/consent/notices/draft/translations/{language}': {},
  'post /admin/consent/notices/draft/publish': { renewal: 'none' },
  'post /privacy/export': { subjectId: '01890a5d-ac96-774b-bcce-b302099a8057' },
  'post /privacy/erase': { subjectId: '01890a5d-ac96-774b-bcce-b302099a8057' },
  'post /admin/privacy/requests/{id}/actions': { action: 'retry' },
  'post /admin/consent/notices/{version}/exhibits': EXHIBIT,
  'post /admin/tracking-items/import': { format: 'nest-privacy/tracking-items', version: 1, items: [] },
};

const DAYS = '?from=2026-11-01&to=2026-11-30';

/** In memory there is no such version. */
const placed = (path: string): string =>
  path.replace('{id}', '01890a5d-ac96-774b-bcce-b302099a8057').replace('{version}', '99').replace('{language}', 'en');

function queryOf(path: string): string {
  if (path.endsWith('notices/diff')) return '?from=99';
  if (path.endsWith('draft/publication')) return '?renewal=all';
  if (path.endsWith('analytics/realtime')) return '';
  return path.includes('analytics') ? DAYS + (path.endsWith('breakdown') ? '&dimension=page' : '') : '';
}

/**
 * Asks for everything that needs the database, once that is gone.
 *
 * @param cookie of a visitor who has decided
 */
export async function walkOutage(walker: Walker, { paths }: ApiDocument, cookie: string): Promise<void> {
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, { responses }] of Object.entries(item)) {
      if (responses['503'] === undefined) continue;
      const target = placed(path) + queryOf(path);
      // Only who has not decided here has anything taken over.
      const Cookie = path === '/consent/import' ? OLD_COOKIE : cookie;
      const headers = { Authorization: `Bearer ${walker.token}`, 'If-Match': '*', Cookie };
      const body = BODIES[`${method} ${path}`];
      if (body === undefined) await walker.ask(method.toUpperCase(), target, { headers });
      else await walker.send(method.toUpperCase(), target, body, headers);
    }
  }
}
