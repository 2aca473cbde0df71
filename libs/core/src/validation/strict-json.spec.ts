import fc from 'fast-check';
import { parseStrictJson } from './strict-json.js';

const refusal = (json: string | Uint8Array): unknown => {
  try {
    return { parsed: parseStrictJson(json) };
  } catch (error) {
    const { code, problem } = error as { code: string; problem: { errors?: readonly { path: string }[] } };
    return [code, problem.errors?.[0]?.path];
  }
};

describe('strict JSON', () => {
  it('means what JSON means', () => {
    const text = fc.string({ unit: 'grapheme' });
    const names = text.filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', maxDepth: 5 },
        fc.constantFrom(null, true, false),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        text,
        fc.array(tie('value')),
        fc.dictionary(names, tie('value')),
      ),
    }));
    fc.assert(
      fc.property(value, fc.nat(3), (meant, indent) => {
        const json = JSON.stringify(meant, null, indent);
        expect(parseStrictJson(json)).toEqual(JSON.parse(json));
        expect(parseStrictJson(Buffer.from(json))).toEqual(JSON.parse(json));
      }),
    );
  });

  it.each([
    ['{"a":1,"a":1}', 'a'],
    ['{"decisions":{"MARKETING":"denied","MARKETING":"granted"}}', 'decisions.MARKETING'],
    ['{"a":"x\\"","b":{"\\u0061":[1,{"c":1, "c" :2}]}}', 'b.a.1.c'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['[[{"":1},{"":1,"":2}]]', '0.1.'],
    ['{"a":"\\\\","a":1}', 'a'],
  ])('refuses the member that %s has twice', (json, path) => {
    expect(refusal(json)).toEqual(['VALIDATION_FAILED', path]);
  });

  it.each(['{"a":{"b":1},"b":{"a":1}}', '[{"a":1},{"a":1}]', '{"a":"a\\":","b":[]}', '{"a":"{\\"a\\":1,\\"a\\":1}"}'])(
    'takes %s, where nothing is repeated',
    (json) => expect(refusal(json)).toEqual({ parsed: JSON.parse(json) }),
  );

  it.each([
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'VALIDATION_FAILED'],
    [`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'VALIDATION_FAILED'],
    ['{"a":"\\ud800"}', 'VALIDATION_FAILED'],
    ['{"__proto__":{"a":1}}', 'VALIDATION_FAILED'],
    ['{"a":[{"constructor":1}]}', 'VALIDATION_FAILED'],
    ['{"a":1,}', 'JSON_MALFORMED'],
    ['', 'JSON_MALFORMED'],
    [Buffer.from('"\xff"', 'latin1'), 'JSON_MALFORMED'],
  ])('refuses what is deep, broken or a trap: %#', (json, code) => {
    expect(refusal(json)).toEqual([code, code === 'JSON_MALFORMED' ? undefined : expect.any(String)]);
  });
});
