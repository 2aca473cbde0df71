import { type Walker } from './walker.js';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
/** What has no body, and is refused for one that is none. */
const DELETED = [
  '/consent',
  `/admin/tracking-items/${ID}`,
  `/admin/tracking-items/undeclared/${ID}`,
  `/admin/tokens/${ID}`,
];

/** What is told of signals, health and metrics, and of methods that a path does not have. */
export async function walkRest(walker: Walker, paths: readonly string[]): Promise<void> {
  for (const path of ['dnt/', 'dnt/nothing', 'gpc.json']) await walker.ask('GET', `/.well-known/${path}`);
  for (const path of ['/health/live', '/health/ready', '/metrics']) await walker.ask('GET', path);
  for (const template of paths) {
    const path = template.replaceAll(/\{\w+\}/g, ID);
    for (const method of ['PUT', 'OPTIONS', 'HEAD', 'GET']) await walker.ask(method, path);
  }
  for (const path of DELETED)
    await walker.oddBodies('DELETE', path, { Authorization: `Bearer ${walker.token}`, 'If-Match': '*' });
}
