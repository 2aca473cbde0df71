import fc from 'fast-check';
import { html } from './html.js';

describe('html', () => {
  it('escapes values, in text and in attributes', () => {
    const evil = `"><script>alert('&')</script>`;
    expect(html`<p title="${evil}">${evil}</p>`.toString()).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>',
    );
  });

  it('never lets a value open a tag or end an attribute', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const markup = html`${text}`.toString();
        expect(markup).not.toMatch(/[<>"']/);
        expect(markup).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  it('keeps markup it made, shows lists in order and nothing for false', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
    expect(html`<i>${items}${false}</i>${3}`.toString()).toBe('<i><li>a</li><li>&lt;b&gt;</li></i>3');
  });
});
