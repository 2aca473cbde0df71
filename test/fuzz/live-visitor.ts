import { type AppProcess } from '../../apps/sample-api/test/app-process.js';

/** The name and value of each cookie of one visitor. */
export type Cookies = readonly (readonly [name: string, value: string])[];

/** Somebody who decided. */
export interface Visitor {
  readonly cookies: Cookies;
  readonly record: { readonly id: string; readonly subjectId: string };
}

/** What a person is told of what they asked for. */
export interface PrivacyRequest {
  readonly id: string;
  readonly token: string;
}

const post = (app: AppProcess, path: string, headers: Readonly<Record<string, string>>, body?: object) =>
  fetch(app.url + path, {
    method: 'POST',
    headers: { Origin: app.url, ...headers, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });

/** @param address of the visitor, for nobody may write without limit */
export async function decide(app: AppProcess, decision: 'granted' | 'denied', address: string): Promise<Visitor> {
  const decisions = { STATISTICS: decision, MARKETING: decision };
  const response = await post(app, '/consent', { 'X-Forwarded-For': address }, { decisions });
  const cookies = response.headers.getSetCookie().map((line) => /^([^=]+)=([^;]*)/.exec(line)!.slice(1, 3));
  return { cookies: cookies as unknown as Cookies, record: (await response.json()) as Visitor['record'] };
}

export const cookieHeader = (cookies: Cookies): string => cookies.map((pair) => pair.join('=')).join('; ');

/** Whether the visitor was not erased: then they see their record. */
export async function isKnown(app: AppProcess, { cookies, record }: Visitor): Promise<boolean> {
  const headers = { Cookie: cookieHeader(cookies) };
  return (await fetch(`${app.url}/consent/records/${record.id}`, { headers })).status === 200;
}

/** Has a visitor ask for their erasure. */
export async function leave(app: AppProcess, { cookies }: Visitor, address: string): Promise<PrivacyRequest> {
  const headers = { 'X-Forwarded-For': address, Cookie: cookieHeader(cookies) };
  return (await (await post(app, '/privacy/erase', headers)).json()) as PrivacyRequest;
}
