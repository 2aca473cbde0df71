import fc from 'fast-check';
import { Markup, markup } from './markup.js';

const HOSTILE = `<img src=x onerror=alert(1)> & "quoted" 'single' </script><!--`;

describe('markup', () => {
  it('writes its own tags as they stand, and every value as text', () => {
    expect(markup`<p title="${HOSTILE}">${HOSTILE}</p>`.toString()).toBe(
      '<p title="&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quoted&quot; &#39;single&#39; &lt;/script&gt;&lt;!--">&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quoted&quot; &#39;single&#39; &lt;/script&gt;&lt;!--</p>',
    );
  });

  it('takes markup, lists of it, and nothing', () => {
    const item = markup`<li>${'a&b'}</li>`;
    expect(markup`<ul>${[item, [item]]}${null}${false}${7}${Markup.NONE}</ul>`.toString()).toBe(
      '<ul><li>a&amp;b</li><li>a&amp;b</li>7</ul>',
    );
    expect([Markup.NONE.isEmpty, item.isEmpty]).toEqual([true, false]);
  });

  it('lets no text become a tag or leave its attribute, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a') }),
        (a, b) => {
          for (const text of [a, b, a + b]) {
            const [, title, content] = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/s.exec(
              markup`<p title="${text}">${text}</p>`.toString(),
            )!;
            expect(title).toBe(content);
            const plain = content!.replaceAll(
              /&(lt|gt|quot|#39|amp);/g,
              (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name]!,
            );
            expect(plain).toBe(text);
          }
        },
      ),
    );
  });

  it('writes data that no text of it can end', () => {
    const value = { a: '</script><script>alert(1)</script>', b: '<!--' };
    const block = Markup.data('nest-privacy', value).toString();
    expect(block).toMatch(/^<script type="application\/json" id="nest-privacy">[^<]*<\/script>$/);
    expect(JSON.parse(block.replace(/^[^>]*>/, '').replace(/<[^<]*$/, ''))).toEqual(value);
  });

  it('is text for engines that write text as it stands, and by the name that Handlebars asks for', () => {
    const piece = markup`<b>${'&'}</b>`;
    expect([String(piece), piece.toHTML()]).toEqual(['<b>&amp;</b>', '<b>&amp;</b>']);
  });
});
