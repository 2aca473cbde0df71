import { Admin } from '../../apps/sample-api/test/admin.js';
import { ADMIN_TOKEN, type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { adminRoutes, type AdminRoute } from './admin-routes.js';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
/** Never made, though of the right form. */
const FORGED = `npa_${'0'.repeat(32)}_${'A'.repeat(43)}`;

describe.each(TEST_ADAPTERS)('every admin route on %s', (adapter) => {
  let app: AppProcess;
  let routes: readonly AdminRoute[];
  /** Tokens by the scopes they have. */
  const tokens = new Map<string, string>();
  let ended: string;

  const make = async (scopes: readonly string[]): Promise<{ id: string; token: string }> =>
    (await new Admin(app).ask<{ id: string; token: string }>('POST', '/tokens', { label: 'x', scopes })).body;

  beforeAll(async () => {
    app = await startProcess({ HTTP_ADAPTER: adapter, LOG_LEVEL: 'warn' });
    routes = adminRoutes();
    const scopes = [...new Set(routes.map(({ scope }) => scope))];
    for (const scope of scopes) {
      tokens.set(`only ${scope}`, (await make([scope])).token);
      tokens.set(`all but ${scope}`, (await make(scopes.filter((other) => other !== scope))).token);
    }
    const revoked = await make(scopes);
    ended = revoked.token;
    expect((await new Admin(app).ask('DELETE', `/tokens/${revoked.id}`)).status).toBe(204);
  });
  afterAll(() => app.stop());

  const ask = async (route: AdminRoute, authorization?: string): Promise<{ status: number; code?: string }> => {
    const response = await fetch(app.url + route.path.replaceAll(/:\w+/g, ID), {
      method: route.method,
      headers: {
        ...(authorization !== undefined && { Authorization: authorization }),
        'Content-Type': 'application/json',
      },
      ...(/POST|PATCH/.test(route.method) && { body: '{}' }),
    });
    const text = await response.text();
    const { code } = (response.status >= 400 ? JSON.parse(text) : {}) as { code?: string };
    return { status: response.status, ...(code !== undefined && { code }) };
  };

  it('declares its scope, and there are as many as the application describes', async () => {
    const { paths } = (await (await fetch(`${app.url}/docs-json`)).json()) as { paths: Record<string, object> };
    const described = Object.entries(paths)
      .filter(([path]) => path.startsWith('/admin/'))
      .flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`));
    const found = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(found.sort()).toEqual(described.sort());
    expect(routes.filter(({ scope }) => scope === undefined)).toEqual([]);
  });

  it('asks for a token, and takes none that is wrong, forged, revoked or in the wrong place', async () => {
    const wrong = [undefined, '', 'Bearer', 'Bearer ', `Basic ${ADMIN_TOKEN}`, ADMIN_TOKEN, `Bearer ${ADMIN_TOKEN}x`];
    const others = [
      `Bearer ${ADMIN_TOKEN.slice(0, -1)}`,
      `Bearer ${FORGED}`,
      `Bearer ${ended}`,
      `Bearer ${ADMIN_TOKEN},x`,
    ];
    for (const route of routes)
      for (const authorization of [...wrong, ...others])
        expect({ route, authorization, ...(await ask(route, authorization)) }).toEqual({
          route,
          authorization,
          status: 401,
          code: 'ADMIN_TOKEN_REQUIRED',
        });
  });

  it('refuses a token that has every scope but its own, and takes one that has no other', async () => {
    for (const route of routes) {
      const small = await ask(route, `Bearer ${tokens.get(`all but ${route.scope}`)}`);
      expect({ route, ...small }).toEqual({ route, status: 403, code: 'ADMIN_SCOPE_MISSING' });
      const { status, code } = await ask(route, `Bearer ${tokens.get(`only ${route.scope}`)}`);
      expect({ route, refused: [401, 403].includes(status) && code !== undefined }).toEqual({ route, refused: false });
    }
  });
});
