import { ConfigurationError } from '@nest-privacy/core';
import { type DntModuleOptions } from '../dnt.options.js';
import { resolveDntOptions, varyOf } from './resolve-dnt-options.js';

const fault = (options: unknown): ConfigurationError => {
  try {
    resolveDntOptions(options as DntModuleOptions);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error(`accepted ${JSON.stringify(options)}`);
};

const REGIME = { compliance: ['https://regime.example/'] };

describe('resolveDntOptions', () => {
  it('needs nothing', () => {
    expect(resolveDntOptions({})).toMatchObject({
      mode: 'spec',
      site: { tracking: 'auto', members: {} },
      rule: { whenUnset: 'T', gpcCounts: true },
      echo: true,
      honours: false,
      gpcStatement: undefined,
      headers: 'every-response',
      routes: 'mounted',
    });
  });

  it.each<[string, unknown]>([
    ['DNT_OPTION_INVALID', { mode: 'strict' }],
    ['DNT_OPTION_INVALID', { whenUnset: 'P' }],
    ['DNT_OPTION_INVALID', { echo: 'yes' }],
    ['DNT_OPTION_INVALID', { gpc: 'opt-in' }],
    ['DNT_OPTION_INVALID', { gpc: null }],
    ['DNT_OPTION_INVALID', { disregard: 'MSIE' }],
    ['DNT_OPTION_INVALID', { onOptOutSignal: { handle: () => {} } }],
    ['DNT_OPTION_INVALID', { effPolicy: 7 }],
    ['DNT_TRACKING_INVALID', { tracking: 'NT' }],
    ['DNT_TRACKING_INVALID', { tracking: 7 }],
    ['DNT_TRACKING_INVALID', { tracking: null, ...REGIME, statuses: { a: { tracking: '"' } } }],
    ['DNT_TRACKING_INVALID', { tracking: ',', ...REGIME }],
    ['DNT_TRACKING_INVALID', { statuses: { a: { tracking: 'U' } } }],
    ['DNT_MEMBER_MISSING', { tracking: 'C' }],
    ['DNT_MEMBER_MISSING', { tracking: 'D' }],
    ['DNT_MEMBER_MISSING', { tracking: 'G' }],
    ['DNT_MEMBER_MISSING', { statuses: { stats: { tracking: 'P' } } }],
    ['DNT_MEMBER_MISSING', { tracking: 'x' }],
    ['DNT_MEMBER_MISSING', { disregard: () => true }],
    ['DNT_STATUS_ID_INVALID', { statuses: { 'a.b': { tracking: 'T' } } }],
    ['DNT_STATUS_ID_INVALID', { statuses: { 'a b': { tracking: 'T' } } }],
    ['DNT_STATUS_ID_INVALID', { statuses: { é: { tracking: 'T' } } }],
    ['DNT_STATUS_ID_INVALID', { statuses: { ['a'.repeat(129)]: { tracking: 'T' } } }],
    ['DNT_STATUS_INVALID', { statuses: { a: 'T' } }],
    ['DNT_STATUS_INVALID', { statuses: [] }],
    ['DNT_STATUS_UNKNOWN', { defaultStatus: 'a' }],
    ['DNT_URI_REFERENCE_INVALID', { policy: '' }],
    ['DNT_URI_REFERENCE_INVALID', { policy: 'javascript:alert(1)' }],
    ['DNT_URI_REFERENCE_INVALID', { policy: '/a b' }],
    ['DNT_URI_REFERENCE_INVALID', { policy: '/ä' }],
    ['DNT_URI_REFERENCE_INVALID', { policy: '/%zz' }],
    ['DNT_URI_REFERENCE_INVALID', { policy: 'http://[' }],
    ['DNT_URI_REFERENCE_INVALID', { policy: '/a\r\nb' }],
    ['DNT_URI_REFERENCE_INVALID', { config: ['/consent'] }],
    ['DNT_URI_REFERENCE_INVALID', { compliance: 'https://regime.example/' }],
    ['DNT_URI_REFERENCE_INVALID', { audit: [] }],
    ['DNT_URI_REFERENCE_INVALID', { controller: '' }],
    ['DNT_QUALIFIERS_INVALID', { qualifiers: ['c', 'f'] }],
    ['DNT_DOMAIN_INVALID', { 'same-party': ['https://a.example/'] }],
    ['DNT_DOMAIN_INVALID', { 'same-party': ['a.example:8080'] }],
    ['DNT_DOMAIN_INVALID', { 'same-party': 'a.example' }],
    ['DNT_DOMAIN_INVALID', { 'same-party': ['bücher.example'] }],
    ['DNT_EXTENSION_UNDEFINED', { controllerDescription: [{ name: 'A', uri: '/' }] }],
    ['DNT_EXTENSION_UNDEFINED', { statuses: { a: { traking: 'N' } } }],
    ['DNT_EXTENSION_INVALID', { ...REGIME, extensions: { tracking: 'N' } }],
    ['DNT_GPC_STATEMENT_INVALID', { gpc: { gpc: 'true' } }],
    ['DNT_GPC_STATEMENT_INVALID', { gpc: { lastUpdate: '2026-01-01' } }],
    ['DNT_GPC_STATEMENT_INVALID', { gpc: { gpc: true, lastUpdate: '2026-02-29' } }],
    ['DNT_GPC_STATEMENT_INVALID', { gpc: { gpc: true, lastUpdate: '2026-01-01T12:00:00' } }],
    ['DNT_GPC_STATEMENT_INVALID', { gpc: { gpc: true, lastUpdate: 20260101 } }],
    ['DNT_HEADERS_INCOMPLETE', { tracking: '?', headers: 'intercepted' }],
    ['DNT_LEGACY_UNSUPPORTED', { mode: 'legacy', tracking: 'N' }],
    ['DNT_LEGACY_UNSUPPORTED', { mode: 'legacy', statuses: {} }],
  ])('refuses with %s: %j', (code, options) => {
    const error = fault(options);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^DNT_[A-Z_]+: .+ \(in DntModule option ".+"\)\. Remedy: .+\.$/);
  });

  it.each<[string, DntModuleOptions]>([
    ['an extension that a regime defines', { tracking: 'x', ...REGIME }],
    ['extension members that a regime defines', { ...REGIME, extensions: { controllerDescription: [] } }],
    ['a gateway', { tracking: 'G', policy: '/privacy' }],
    ['relative references', { policy: '../privacy?x=1#y', config: '//consent.example/a' }],
    ['joint controllers', { controller: ['https://a.example/', '/imprint'] }],
    ['every character of a status-id', { statuses: { 'aZ09_-+=/': { tracking: 'N' } } }],
    ['a leap day and a leap second', { gpc: { gpc: false, lastUpdate: '2024-02-29T23:59:60+00:00' } }],
    ['a statement without its date', { gpc: { gpc: true } }],
  ])('accepts %s', (_what, options) => {
    expect(() => resolveDntOptions(options)).not.toThrow();
  });

  it('lets a status take from the site what it does not give', () => {
    const { statuses } = resolveDntOptions({
      config: '/consent',
      policy: '/privacy',
      statuses: { members: { tracking: 'C', policy: '/members/privacy' }, open: {} },
    });
    expect(statuses.get('members')).toEqual({
      tracking: 'C',
      members: { policy: '/members/privacy', config: '/consent' },
    });
    expect(statuses.get('open')?.tracking).toBe('auto');
  });

  it('passes the members through in legacy mode, and counts no GPC', () => {
    const config = resolveDntOptions({
      mode: 'legacy',
      controller: '',
      policy: '',
      extensions: { controllerDescription: [] },
    });
    expect(config.site).toEqual({
      tracking: 'auto',
      members: { controller: '', policy: '', controllerDescription: [] },
    });
    expect(config.rule.gpcCounts).toBe(false);
  });
});

describe('varyOf', () => {
  it.each<[DntModuleOptions, string[]]>([
    [{}, ['DNT', 'Sec-GPC']],
    [{ echo: false }, ['DNT', 'Sec-GPC']],
    [{ gpc: 'separate' }, ['DNT']],
    [{ gpc: 'off' }, ['DNT']],
    [{ tracking: 'N' }, ['DNT']],
    [{ tracking: 'N', echo: false }, []],
    [{ tracking: 'N', echo: false, statuses: { a: {} } }, ['DNT', 'Sec-GPC']],
    [{ disregard: () => false, policy: '/p' }, ['DNT', 'Sec-GPC', 'User-Agent']],
    [{ mode: 'legacy' }, []],
  ])('%j varies by %j', (options, expected) => {
    expect(varyOf(resolveDntOptions(options))).toEqual(expected);
  });
});
