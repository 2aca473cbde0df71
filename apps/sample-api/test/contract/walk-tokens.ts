import { bodyOf, type Walker } from './walker.js';

const NOTHING = '01890a5d-ac96-774b-bcce-b302099a8057';

/** A token that is good for one thing. */
export async function tokenFor(walker: Walker, scope: string): Promise<string> {
  const made = await walker.admin('POST', '/tokens', { label: 'of a stranger', scopes: [scope] });
  return (bodyOf(made) as { token: string }).token;
}

/** Everything that an administrator can be told of tokens. */
export async function walkTokens(walker: Walker, scopes: readonly string[], stranger: string): Promise<void> {
  const made = await walker.admin('POST', '/tokens', { label: 'all', scopes, expiresAt: '2999-01-01' });
  const { id, token } = bodyOf(made) as { id: string; token: string };
  const own = { Authorization: `Bearer ${token}` };
  await walker.admin('GET', made.headers.location!.replace('/admin', ''));
  for (const query of ['?limit=1', '?limit=0', '?cursor=x']) await walker.admin('GET', `/tokens${query}`);
  await walker.admin('POST', '/tokens', { label: 'all', scopes, expiresAt: null }, own);
  await walker.admin('POST', '/tokens', { label: 'none', scopes: ['nothing'] });
  await walker.oddBodies('POST', '/admin/tokens', { Authorization: `Bearer ${walker.token}` });
  await walker.admin('DELETE', `/tokens/${id}`, undefined, own);
  for (const method of ['GET', 'DELETE'])
    for (const each of [NOTHING, 'nothing']) await walker.admin(method, `/tokens/${each}`);
  for (const [method, path] of [
    ['GET', ''],
    ['POST', ''],
    ['GET', `/${id}`],
    ['DELETE', `/${id}`],
  ] as const)
    await walker.strangers(method, `/tokens${path}`, stranger);
  await walker.admin('DELETE', `/tokens/${id}`);
}
