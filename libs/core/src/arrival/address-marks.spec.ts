import { marksOf, NO_MARKS } from './address-marks.js';

describe('the marks of an address', () => {
  it.each([
    ['/', {}],
    ['/?', {}],
    ['/?page=2', {}],
    [
      '/?UTM_Source=%20Letter%20&utm_MEDIUM=E-Mail&Utm_Campaign=Spring+Sale&utm_term=Shoes&utm_content=Top',
      { source: 'letter', medium: 'e-mail', campaign: 'Spring Sale', term: 'Shoes', content: 'Top' },
    ],
    ['https://example.com/a?utm_source=a#?utm_medium=b', { source: 'a' }],
    ['/#?utm_source=a', {}],
    ['/?utm_source=first&utm_source=second', { source: 'first' }],
    ['/?utm_source=&utm_source=second', { source: 'second' }],
    ['/?utm_source', {}],
    ['/?utm_source=+', {}],
    ['/?utm_campaign=50%&utm_term=%C3%A9', { campaign: '50%', term: 'é' }],
    ['/?GCLID=secret&fbclid=secret', { click: 'gclid' }],
    ['/?li_fat_id=secret', { click: 'li_fat_id' }],
    ['/?__proto__=a&constructor=b', {}],
  ])('of %s are %j', (url, marks) => expect(marksOf(url)).toEqual({ ...NO_MARKS, ...marks }));

  it('are the same object where there are none, and never the value of a click', () => {
    expect(marksOf('/?page=2')).toBe(NO_MARKS);
    expect(JSON.stringify(marksOf('/?gclid=secret'))).not.toContain('secret');
  });

  it('are cleaned before they are cut, each as it came', () => {
    const seen: string[] = [];
    const marks = marksOf(`/?utm_source=Jane&utm_term=${'x'.repeat(300)}`, (text) => (seen.push(text), `${text}!`));
    expect(marks).toMatchObject({ source: 'jane!', term: 'x'.repeat(255) });
    expect(seen).toEqual(['Jane', 'x'.repeat(300)]);
  });
});
