import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { marksOf } from './address-marks.js';
import { CHANNELS } from './channel.js';
import { classifyArrival } from './classify-arrival.js';
import { CLICK_MARKS } from './click-marks.js';
import { CAMPAIGN_NAMES } from './own-sources.data.js';
import { searchedFor } from './search-keyword.js';
import { sourceOfHost } from './source-of-host.js';
import { sourceOfName } from './source-of-name.js';
import { rowsOf, sourceTable } from './source-table.js';

const classify = (host: string, url: string) =>
  classifyArrival({ host, referrer: sourceOfHost(host), marks: marksOf(url) });

describe('the laws of arrivals', () => {
  const word = fc.constantFrom(
    'cp',
    'shop',
    'shopping',
    'paid',
    'ads',
    'e mail',
    'google',
    'video',
    'push',
    '.',
    '%',
    '%ff',
    '+',
    '=',
    '&',
    '?',
    '#',
    'é',
    '\ud800',
    '\n',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word).map((words) => words.join('')),
  );
  const name = fc.oneof(
    fc.constantFrom('utm_source', 'UTM_MEDIUM', 'utm_campaign', 'gclid', 'msclkid', '__proto__', 'constructor'),
    text,
  );
  const query = fc.array(fc.tuple(name, text).map((pair) => pair.join('='))).map((pairs) => `/?${pairs.join('&')}`);
  const host = fc.oneof(fc.constantFrom(...sourceTable().keys()), fc.domain(), text);

  it('are that every way has a channel of the list, always the same', () => {
    fc.assert(
      fc.property(host, query, (from, url) => {
        const arrival = classify(from, url);
        expect(CHANNELS).toContain(arrival.channel);
        expect(classify(from, url)).toEqual(arrival);
      }),
    );
  });

  it('are that no mark is longer than 255 characters, and a click one of those that are known', () => {
    fc.assert(
      fc.property(query, (url) => {
        const { click, ...texts } = marksOf(url);
        for (const value of Object.values(texts)) {
          expect(value.length).toBeLessThanOrEqual(255);
          expect(value.trim()).toBe(value);
        }
        expect(['', ...CLICK_MARKS.keys()]).toContain(click);
      }),
    );
  });

  it('are that the words of a search never make anything fail', () => {
    const source = fc.constantFrom(...[...sourceTable().values()].map((entry) => entry.source));
    fc.assert(fc.property(source, query, (from, url) => typeof searchedFor(from, url) === 'string'));
  });
});

describe('what is known of places', () => {
  it('knows every name that campaigns use as the place that it stands for', () => {
    for (const [name = '', others = ''] of rowsOf(CAMPAIGN_NAMES))
      for (const other of others.split(' '))
        expect([other, sourceOfName(other)]).toMatchObject([other, { source: { name }, isAdvertising: false }]);
  });

  it('knows who marks each click', () => {
    for (const [click, name] of CLICK_MARKS)
      expect([click, sourceOfName(name)?.source.kind]).toEqual([click, expect.any(String)]);
  });

  it('holds each host in the form in which it is looked for', () => {
    const hosts = [...sourceTable().keys()];
    expect(hosts.length).toBeGreaterThan(700);
    for (const name of hosts) expect(name).toMatch(/^(?!www\.)(?:[a-z0-9_-]+\.)*(?:[a-z0-9-]+|\{\})$/);
  });
});

describe('hostile input', () => {
  // A pattern that backtracks needs a pattern: where there is none, every step is a look for fixed text, or a walk over what was cut before.
  it('finds no regular expression to torment', () => {
    const found: string[] = [];
    for (const file of readdirSync(__dirname).filter((entry) => !entry.includes('.spec.'))) {
      const source = ts.createSourceFile(
        file,
        readFileSync(join(__dirname, file), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
      );
      const visit = (node: ts.Node): void => {
        const isMade = ts.isIdentifier(node) && ['RegExp', 'match', 'matchAll', 'search'].includes(node.text);
        if (ts.isRegularExpressionLiteral(node) || isMade) found.push(`${file}: ${node.getText()}`);
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
    expect(found).toEqual([]);
  });

  const long = 50_000;
  it.each([
    ['shop'.repeat(long / 4)],
    ['ashop'.repeat(long / 5)],
    ['cp'.repeat(long / 2)],
    [`${'a'.repeat(long)}shoppin`],
    ['&'.repeat(long)],
    ['='.repeat(long)],
    ['%'.repeat(long)],
    ['utm_source&'.repeat(long / 10)],
    ['.'.repeat(long)],
    ['a.'.repeat(long / 2)],
    ['-ads'.repeat(long / 4)],
    ['mail1'.repeat(long / 5)],
  ])('comes out as of the list, and cut: %.8s', (hostile) => {
    const url = `/?utm_source=${hostile}&utm_medium=${hostile}&utm_campaign=${hostile}`;
    expect(CHANNELS).toContain(classify(hostile.slice(0, 255), url).channel);
    expect(marksOf(`/?utm_campaign=${hostile}`).campaign.length).toBeLessThanOrEqual(255);
    expect(marksOf(`/?x=${hostile}&utm_campaign=late`).campaign).toBe('');
  });
});
