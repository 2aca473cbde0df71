import { type Walker } from './walker.js';

const DAYS = 'from=2026-11-01&to=2026-11-30';

/** Everything that pages and administrators can be told of analytics. */
export async function walkAnalytics(walker: Walker, stranger: string): Promise<void> {
  const event = { name: 'signup', url: `http://${walker.host}/pricing`, properties: { plan: 'pro' } };
  await walker.send('POST', '/analytics/events', event);
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
}
