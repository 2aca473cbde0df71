import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as exported from '@nest-privacy/client/element';

const CLIENT = join(__dirname, '..', '..', 'libs', 'client');

interface Declaration {
  readonly name: string;
  readonly tagName: string;
  readonly attributes?: readonly { readonly name: string }[];
  readonly members?: readonly { readonly name: string }[];
}

const manifest = JSON.parse(readFileSync(join(CLIENT, 'custom-elements.json'), 'utf8')) as {
  modules: { declarations: Declaration[]; exports: { kind: string; name: string; declaration: { name: string } }[] }[];
};
const [{ declarations, exports }] = manifest.modules as [(typeof manifest.modules)[0]];

const folder = join(CLIENT, 'src', 'element');
const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
const all = (pattern: RegExp): string[] =>
  sources.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name!));

describe('the manifest of the custom elements', () => {
  it('names those that are defined, and the classes that are exported', () => {
    const defined = Object.fromEntries(
      sources.flatMap((text) => [...text.matchAll(/define\('([\w-]+)', (\w+)\)/g)].map(([, tag, name]) => [tag, name])),
    );
    expect(Object.fromEntries(declarations.map(({ tagName, name }) => [tagName, name]))).toEqual(defined);
    expect(Object.keys(exported)).toEqual(expect.arrayContaining(declarations.map(({ name }) => name)));
    const ofElements = exports.filter(({ kind }) => kind === 'custom-element-definition');
    expect(Object.fromEntries(ofElements.map(({ name, declaration }) => [name, declaration.name]))).toEqual(defined);
  });

  it('names the attributes that the elements read, and no others', () => {
    const words = new Set(all(/'([\w -]+)'/g).flatMap((text) => text.split(' ')));
    const asked = all(/(?:get|has)Attribute\('([\w-]+)'\)/g).filter((name) => !/^(aria|data)-/.test(name));
    const ofFrames = all(/OF_FRAME = '([\w ]+)'/g).flatMap((names) => names.split(' '));
    const named = declarations.flatMap(({ attributes = [] }) => attributes.map(({ name }) => name));
    expect(named).toEqual(expect.arrayContaining([...asked, ...ofFrames]));
    expect(named.filter((name) => !words.has(name))).toEqual([]);
  });

  it('names methods that are there', () => {
    for (const { name, members = [] } of declarations) {
      const methods = Object.getOwnPropertyNames(
        (exported as unknown as Record<string, { prototype: object }>)[name]!.prototype,
      );
      expect(methods).toEqual(expect.arrayContaining(members.map((member) => member.name)));
    }
  });
});
