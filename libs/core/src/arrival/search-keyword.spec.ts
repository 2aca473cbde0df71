import { searchedFor } from './search-keyword.js';
import { sourceOfHost } from './source-of-host.js';

describe('the words of a search', () => {
  const words = (host: string, query: string) => searchedFor(sourceOfHost(host)!, `https://${host}/search?${query}`);

  it.each([
    ['www.google.com', 'q=nest+js', 'nest js'],
    ['www.google.com', 'q=caf%C3%A9%20bar&hl=de', 'café bar'],
    ['www.google.com', 'q=', ''],
    ['www.google.com', 'query=nest', ''],
    ['www.google.com', 'Q=nest', ''],
    ['www.bing.com', 'Q=nest', 'nest'],
    ['suche.web.de', 'q=second&su=first', 'first'],
    ['suche.web.de', 'q=second', 'second'],
    ['yandex.ru', 'text=%D0%BC%D0%B8%D1%80', 'мир'],
    ['yandex.ru', 'text=%EC%E8%F0', ''],
    ['search.naver.com', 'query=nest', 'nest'],
    ['search.disconnect.me', 'q=nest', ''],
    ['www.facebook.com', 'q=nest', ''],
  ])('on %s with %s are "%s"', (host, query, expected) => expect(words(host, query)).toBe(expected));
});
