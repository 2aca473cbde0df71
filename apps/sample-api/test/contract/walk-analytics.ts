import { bodyOf, type Walker } from './walker.js';

const NOTHING = '01890a5d-ac96-774b-bcce-b302099a8057';
const DAYS = 'from=2026-11-01&to=2026-11-30';

const bearerOf = ({ token }: Walker): Record<string, string> => ({ Authorization: `Bearer ${token}` });

/** Everything that pages and administrators can be told of analytics. */
export async function walkAnalytics(walker: Walker, stranger: string): Promise<void> {
  const event = { name: 'signup', url: `http://${walker.host}/pricing`, properties: { plan: 'pro' } };
  const traced = await walker.send('POST', '/analytics/events', event, {
    ...bearerOf(walker),
    'X-Analytics-Debug': '1',
  });
  await walker.send('POST', '/analytics/events', { events: [event, {}, { ...event, url: 'https://evil.example' }] });
  await walker.ask('POST', '/analytics/events', {
    headers: { 'Content-Type': 'text/plain' },
    body: JSON.stringify(event),
  });
  await walker.send('POST', '/analytics/events', []);
  await walker.send('POST', '/analytics/events', { events: Array.from({ length: 501 }, () => event) });
  await walker.send('POST', '/analytics/events', event, { Origin: 'https://evil.example' });
  await walker.send('POST', '/analytics/events', event, { Host: 'nobody.example', Origin: 'http://nobody.example' });
  await walker.oddBodies('POST', '/analytics/events');
  let status = 0;
  for (let i = 0; i < 50 && status !== 429; i += 1)
    status = (await walker.send('POST', '/analytics/events', { events: Array.from({ length: 500 }, () => ({})) }))
      .status;
  for (const question of [
    'aggregate?compare=previous_period&',
    'timeseries?interval=week&',
    'breakdown?dimension=page&limit=5&',
    'goals?',
    'retention?',
  ]) {
    const path = `/analytics/${question}`;
    for (const query of [
      DAYS,
      `${DAYS}&timezone=Europe/Berlin`,
      `${DAYS}&timezone=Mars`,
      'from=x&to=y',
      `${DAYS}&site=x`,
    ])
      await walker.admin('GET', path + query);
    await walker.strangers('GET', path + DAYS, stranger);
    await walker.admin('GET', path + DAYS, undefined, { Host: 'nobody.example' });
  }
  await walker.admin('GET', `/analytics/breakdown?dimension=page&cursor=x&${DAYS}`);
  await walkQuestions(walker, stranger);
  await walkExclusion(walker, event);
  await walkBlocked(walker, stranger);
  await walkDiagnosis(walker, stranger, String(traced.headers['x-analytics-trace']));
}

/** Questions that are data, and what is going on. */
async function walkQuestions(walker: Walker, stranger: string): Promise<void> {
  const pricing = { dimension: 'page', operator: 'is', value: '/pricing' };
  const period = { from: '2026-11-01', to: '2026-11-30' };
  const queries = [
    { interval: 'day' },
    { dimension: 'page', cursor: 'x' },
    { filter: { and: [pricing] } },
    { filter: {} },
  ];
  for (const query of queries)
    await walker.admin('POST', '/analytics/query', { ...period, metrics: ['visits'], ...query });
  await walker.admin('POST', '/analytics/funnel', { ...period, steps: [pricing, pricing] });
  await walker.admin('POST', '/analytics/funnel', { ...period, steps: [pricing] });
  await walker.admin('GET', '/analytics/realtime');
  await walker.admin('GET', '/analytics/realtime?site=nobody');
  await walker.strangers('GET', '/analytics/realtime', stranger);
  await walker.admin('GET', '/analytics/realtime', undefined, { Host: 'nobody.example' });
  for (const path of ['/analytics/query', '/analytics/funnel']) {
    await walker.strangers('POST', path, stranger);
    await walker.oddBodies('POST', `/admin${path}`, bearerOf(walker));
    const asked = path.endsWith('query') ? { metrics: ['visits'] } : { steps: [pricing, pricing] };
    await walker.admin('POST', path, { ...period, ...asked }, { Host: 'nobody.example' });
  }
}

/** Visitors who ask not to be counted. */
async function walkExclusion(walker: Walker, event: object): Promise<void> {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const path = '/analytics/exclusion';
  await walker.ask('GET', path);
  for (const method of ['POST', 'DELETE']) {
    await walker.ask(method, path);
    await walker.ask(method, path, { headers: { Origin: 'https://evil.example' } });
    await walker.ask(method, path, { headers: { Host: 'nobody.example', Origin: 'http://nobody.example' } });
    await walker.oddBodies(method, path);
  }
  await walker.ask('POST', path, { headers: form, body: 'excluded=true' });
  await walker.ask('POST', path, { headers: form, body: 'excluded=perhaps' });
  await walker.send('POST', '/analytics/events', event);
}

/** Addresses that do not count. */
async function walkBlocked(walker: Walker, stranger: string): Promise<void> {
  const path = '/analytics/blocked-addresses';
  const entry = { network: '192.0.2.0/24', reason: 'the office' };
  const { id } = bodyOf(await walker.admin('POST', path, entry)) as { id: string };
  await walker.admin('POST', path, entry);
  await walker.admin('POST', path, { network: 'nowhere', reason: 'x' });
  for (const query of ['', '?limit=1', '?cursor=x']) await walker.admin('GET', path + query);
  await walker.oddBodies('POST', `/admin${path}`, bearerOf(walker));
  await walker.unreasonable('GET', `${path}/${id}`);
  await walker.oddBodies('DELETE', `/admin${path}/${id}`, bearerOf(walker));
  await walker.oddBodies('PATCH', `/admin${path}/${id}`, { ...bearerOf(walker), 'If-Match': '*' });
  for (const one of [id, NOTHING, 'x'])
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      if (method === 'DELETE' && one === id) continue;
      const change = method === 'PATCH' ? { reason: 'another office' } : undefined;
      await walker.admin(method, `${path}/${one}`, change, { 'If-Match': '*' });
      await walker.strangers(method, `${path}/${one}`, stranger);
    }
  for (const method of ['PATCH', 'DELETE']) {
    const change = method === 'PATCH' ? { reason: 'too late' } : undefined;
    await walker.admin(method, `${path}/${id}`, change, { 'If-Match': '"99"' });
    await walker.admin(method, `${path}/${id}`, change);
  }
  await walker.strangers('DELETE', `${path}/${id}`, stranger);
  await walker.admin('DELETE', `${path}/${id}`, undefined, { 'If-Match': '*' });
  for (const method of ['GET', 'POST']) await walker.strangers(method, path, stranger);
}

/** What was not counted, and what became of one request. */
async function walkDiagnosis(walker: Walker, stranger: string, id: string): Promise<void> {
  const traced = `/analytics/traces/${id}`;
  for (const path of ['/analytics/drops', traced, `/analytics/traces/${NOTHING}`, '/analytics/traces/x']) {
    await walker.admin('GET', path);
    await walker.strangers('GET', path, stranger);
  }
  for (const path of ['/analytics/drops', traced]) await walker.unreasonable('GET', path);
}
