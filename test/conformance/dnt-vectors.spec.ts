import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '@nest-privacy/core';
import { type DntModuleOptions, resolveDntOptions } from '@nest-privacy/dnt';
import { DNT_FIXTURES } from './dnt-fixtures.js';
import { type DntServer, startDntServer } from './dnt-server.js';
import { type DntVector, faultsOf, requestOf } from './dnt-vector.js';
import { send } from './raw-http.js';

interface ConfigVector {
  readonly name: string;
  readonly options: DntModuleOptions;
  readonly expect: string;
}

const { meta, vectors, configVectors } = JSON.parse(
  readFileSync(join(__dirname, '../fixtures/dnt-vectors.json'), 'utf8'),
) as {
  meta: { count: number; fixtures: object };
  vectors: DntVector[];
  configVectors: ConfigVector[];
};

it('knows every fixture and has every vector', () => {
  expect(Object.keys(DNT_FIXTURES).sort()).toEqual(Object.keys(meta.fixtures).sort());
  expect(vectors).toHaveLength(meta.count);
});

describe.each(['express', 'fastify'] as const)('DNT on %s', (adapter) => {
  describe.each(Object.keys(DNT_FIXTURES))('fixture %s', (fixture) => {
    let server: DntServer;

    beforeAll(async () => {
      server = await startDntServer(fixture, adapter, 0);
    });
    afterAll(() => server.close());

    it.each(vectors.filter((vector) => vector.fixture === fixture))('$name', async (vector) => {
      const response = await send(server.port, requestOf(vector));
      expect(faultsOf(vector, response)).toEqual([]);
      if (!vector.expect.aliveAfter) return;
      const after = await send(server.port, { method: 'GET', path: '/', headers: [] });
      expect(after.status).toBe(200);
    });
  });
});

describe('configuration of DNT', () => {
  it.each(configVectors)('$name: $expect', ({ options, expect: expected }) => {
    const resolve = () => resolveDntOptions(options);
    if (expected === 'reject' || expected === 'reject-or-warn') expect(resolve).toThrow(ConfigurationError);
    else if (expected === 'accept') expect(resolve).not.toThrow();
    else expect(resolve().site.members['controller']).toEqual([options.controller]);
  });
});
