import { isPagePath } from './page-path.js';

describe('a path', () => {
  it.each(['/', '/a', '/a/', '/a.html', '/blog/tags/X11', '/a.XHTML', '/index.php', '/logstash-1.3.2', '/me@2.0/b'])(
    'is one of a page: %s',
    (path) => expect(isPagePath(path)).toBe(true),
  );

  it.each(['/favicon.ico', '/robots.txt', '/style2.css', '/a/b.png', '/a.woff2', '/feed.xml', '/Title.php.txt'])(
    'is one of a file: %s',
    (path) => expect(isPagePath(path)).toBe(false),
  );
});
