import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from './load-settings.js';
import { readOrCreateSecret } from './secret-file.js';

const KEY = 'k'.repeat(32);
const TOKEN = 't'.repeat(32);

describe('loadSettings', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'settings-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const load = (variables: Record<string, string> = {}): ReturnType<typeof loadSettings> =>
    loadSettings({ DATA_DIR: folder, ...variables });

  it('has a default for everything', () => {
    const { environment, sites } = load();
    expect(environment).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      HTTP_ADAPTER: 'fastify',
      ROLE: 'all',
      TRUSTED_PROXIES: [],
      CORS_ORIGINS: [],
      LOG_LEVEL: 'log',
      NODE_ENV: 'development',
    });
    expect(environment.DATABASE_URL).toBeUndefined();
    expect(sites).toEqual([{ id: 'default', hosts: ['127.0.0.1', 'localhost', '[::1]'] }]);
  });

  it('reads every variable, and counts an empty one as not set', () => {
    const { environment, secrets, adminToken } = load({
      PORT: '0',
      HOST: '::',
      REDIS_URL: 'redis://localhost:6379',
      DATABASE_URL: 'postgres://u:p@db/n',
      HTTP_ADAPTER: 'express',
      ROLE: 'worker',
      SECRETS: `${KEY}, ${KEY}2`,
      ADMIN_TOKEN: TOKEN,
      TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8',
      CORS_ORIGINS: 'https://a.example,http://localhost:5173',
      LOG_LEVEL: '',
      NODE_ENV: 'production',
      UNKNOWN: 'is left alone',
    });
    expect(environment).toMatchObject({ PORT: 0, ROLE: 'worker', LOG_LEVEL: 'log', NODE_ENV: 'production' });
    expect(environment.TRUSTED_PROXIES).toEqual(['10.0.0.0/8', 'fd00::/8']);
    expect(environment.CORS_ORIGINS).toEqual(['https://a.example', 'http://localhost:5173']);
    expect(environment).not.toHaveProperty('UNKNOWN');
    expect(secrets).toEqual([KEY, `${KEY}2`]);
    expect(adminToken).toBe(TOKEN);
  });

  describe.each(['admin-token', 'secrets'])('takes from the file %s no secret', (name) => {
    const path = (): string => join(folder, name);

    it.each<[string, () => void]>([
      ['that is empty', () => writeFileSync(path(), '\n')],
      ['that can be guessed', () => writeFileSync(path(), `${'x'.repeat(31)}\n`)],
      ['where it is a folder', () => mkdirSync(path())],
      ['where it leads nowhere', () => symlinkSync(join(folder, 'nowhere'), path())],
    ])('%s', (_what, make) => {
      make();
      expect(() => load()).toThrow(`SECRET_FILE_UNUSABLE: the secret in ${path()} cannot be used`);
    });
  });

  it('lists every fault at once, each with its variable', () => {
    const broken = {
      PORT: '70000',
      HTTP_ADAPTER: 'koa',
      DATABASE_URL: 'mysql://x',
      ROLE: 'worker',
      SECRETS: 'short',
      SALT_KEY: 'short',
      ADMIN_TOKEN: 'short',
      SITES: 'a b',
      TRUSTED_PROXIES: 'everyone',
      COUNTRY_HEADER: 'two words',
      REGION_HEADER: 'a:b',
      CORS_ORIGINS: '*',
      LOG_LEVEL: 'loud',
      NOTICE_VERSION: '0',
      IGNORE_PATHS: 'drafts',
      VISITOR_COOKIE_NAME: '__Host-visitor',
      VISITOR_COOKIE_PATH: 'shop',
      VISITOR_COOKIE_DAYS: '400',
      COLLECTOR_URL: 'ftp://collector.example',
      COLLECTOR_ID: 'U A',
      COLLECTOR_VERSION: 'one two',
      VENDORS: 'film=film.example',
      METRICS_TOKEN: 'short',
    };
    const attempt = (): unknown => load(broken);
    for (const name of [...Object.keys(broken).filter((key) => key !== 'ROLE'), 'REDIS_URL'])
      expect(attempt).toThrow(new RegExp(`ENVIRONMENT_INVALID.*${name}`));
  });

  it('says which header nobody is believed with, and refuses a region without a country', () => {
    const { notices } = load({ COUNTRY_HEADER: 'cf-ipcountry' });
    expect(notices.join()).toMatch(/COUNTRY_HEADER is believed from TRUSTED_PROXIES only/);
    expect(load({ COUNTRY_HEADER: 'cf-ipcountry', TRUSTED_PROXIES: '10.0.0.0/8' }).notices.join()).not.toMatch(
      /COUNTRY/,
    );
    expect(() => load({ REGION_HEADER: 'cf-region-code' })).toThrow(/ENVIRONMENT_INVALID.*REGION_HEADER tells/);
  });

  it('sets the clock to a day for a replay, of one process and never in production', () => {
    expect(load().replayClock).toBeUndefined();
    expect(load({ REPLAY_FROM: '2015-05-17' }).replayClock?.now()).toBe(Date.UTC(2015, 4, 17));
    expect(() => load({ REPLAY_FROM: '17/May/2015' })).toThrow('REPLAY_FROM must be a day');
    expect(() => load({ REPLAY_FROM: '2015-17-05' })).toThrow('REPLAY_FROM is no day');
    const production = { NODE_ENV: 'production', SECRETS: KEY, ADMIN_TOKEN: TOKEN };
    expect(() => load({ ...production, REPLAY_FROM: '2015-05-17' })).toThrow('never in production');
    expect(load(production).believesReplays).toBe(false);
  });

  it('asks for a collector whole, or for none', () => {
    expect(() => load({ COLLECTOR_URL: 'https://collector.example/collect' })).toThrow('belong together');
    expect(() => load({ COLLECTOR_ID: 'UA-1' })).toThrow('belong together');
    const collector = { COLLECTOR_URL: 'https://collector.example/collect', COLLECTOR_ID: 'UA-1' };
    expect(load(collector).environment).toMatchObject({ ...collector, COLLECTOR_VERSION: '1' });
    expect(() => load({ ...collector, COLLECTOR_NETWORKS: 'here' })).toThrow('COLLECTOR_URL');
  });

  it.each(['3000x', '-1', '1.5', '0x10', '1e3'])('takes %j for no port', (PORT) => {
    expect(() => load({ PORT })).toThrow('PORT must be');
  });

  it('generates secrets once in development, for their owner alone, and tells where they are', () => {
    const first = load();
    const second = load();
    expect(second.secrets).toEqual(first.secrets);
    expect(second.adminToken).toBe(first.adminToken);
    expect(first.secrets[0]).toHaveLength(64);
    for (const file of ['secrets', 'admin-token']) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    for (const file of ['secrets', 'admin-token']) expect(first.notices.join()).toContain(join(folder, file));
    for (const secret of [first.adminToken, first.secrets[0]]) expect(first.notices.join()).not.toContain(secret);
    expect(second.notices).toEqual([]);
  });

  it('binds salts to a file that moves on in development, and in production to what it is told', () => {
    const production = { NODE_ENV: 'production', SECRETS: KEY, ADMIN_TOKEN: TOKEN };
    expect(load().saltKey).toEqual({ file: join(folder, 'salt-key') });
    expect(load(production).saltKey).toBeNull();
    expect(load({ ...production, SALT_KEY: KEY }).saltKey).toBe(KEY);
    expect(load({ ...production, SALT_KEY_FILE: join(folder, 'k') }).saltKey).toEqual({ file: join(folder, 'k') });
    expect(() => load({ SALT_KEY: KEY, SALT_KEY_FILE: 'k' })).toThrow('exclude each other');
  });

  it('refuses to start in production without secrets and token, and generates nothing', () => {
    expect(() => load({ NODE_ENV: 'production' })).toThrow(/SECRETS must be set.*ADMIN_TOKEN must be set/);
    expect(existsSync(join(folder, 'secrets'))).toBe(false);
  });

  it('takes an existing token file in production', () => {
    const { value } = readOrCreateSecret(join(folder, 'admin-token'));
    expect(load({ NODE_ENV: 'production', SECRETS: KEY }).adminToken).toBe(value);
  });
});
