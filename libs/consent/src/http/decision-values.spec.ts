import { minutes } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { ConsentRecordEntity } from '../index.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';

const [database] = testDatabases();
const TWICE = [
  '{"decisions":{"MARKETING":"denied","MARKETING":"granted"}}',
  '{"decisions":{"MARKETING":"granted","M\\u0041RKETING":"denied"}}',
  '{"decisions":{"MARKETING":"granted"},"decisions":{"MARKETING":"denied"}}',
];

describe.each(TEST_ADAPTERS)('what a decision holds, under %s', (adapter) => {
  let server: ConsentApp;

  beforeAll(async () => {
    server = await startConsentApp({ database: database!, adapter, rawBody: true });
  });
  afterAll(() => server.close());

  const post = async (type: string, body: string): Promise<{ status: number; paths: string[] }> => {
    const headers = { 'Content-Type': type, Origin: server.url };
    const response = await fetch(`${server.url}/consent`, { method: 'POST', headers, body });
    const { errors = [] } = (await response.json()) as { errors?: { path: string }[] };
    return { status: response.status, paths: errors.map(({ path }) => path) };
  };
  const given = (givenAt: unknown): Promise<{ status: number; paths: string[] }> =>
    post('application/json', JSON.stringify({ decisions: { MARKETING: 'granted' }, givenAt }));
  const later = (milliseconds: number): string => new Date(server.clock.now() + milliseconds).toISOString();
  const count = (): Promise<number> => server.source.getRepository(ConsentRecordEntity).count();

  it.each(['application/json', 'text/plain'])('is said once, as %s', async (type) => {
    const before = await count();
    for (const body of TWICE)
      expect(await post(type, body)).toEqual({ status: 400, paths: [expect.stringMatching(/^decisions/)] });
    expect(await count()).toBe(before);
    expect(await post(type, '{"decisions":{"MARKETING":"denied","STATISTICS":"denied"}}')).toMatchObject({
      status: 201,
    });
  });

  it.each(['noticeVersion', 'catalogueVersion'])('is upon a %s that is a whole number', async (member) => {
    for (const version of [-1, 1.5, '5', 2 ** 31])
      expect(
        await post('application/json', JSON.stringify({ decisions: { MARKETING: 'granted' }, [member]: version })),
      ).toEqual({ status: 400, paths: [member] });
  });

  it('was not given in the future, but for a clock that is a little fast', async () => {
    expect(await given(later(minutes(5)))).toMatchObject({ status: 201 });
    for (const givenAt of [later(minutes(5) + 1), '2999-01-01T00:00:00Z'])
      expect(await given(givenAt)).toEqual({ status: 400, paths: ['givenAt'] });
  });

  it('was given on a day of the calendar, at an hour of a clock', async () => {
    expect(await given('2024-02-29T23:59:59+14:00')).toMatchObject({ status: 201 });
    for (const givenAt of ['2026-02-31T00:00:00Z', '2026-06-15T12:00:00+99:99', '2026-06-15T24:00:00Z', '2026-06-15'])
      expect(await given(givenAt)).toEqual({ status: 400, paths: ['givenAt'] });
  });
});
