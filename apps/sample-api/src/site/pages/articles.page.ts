import { html } from '../html.js';
import { type Page } from './layout.js';

/** Something to read, for everybody. */
export const articlesPage = (): Page => ({
  title: 'Articles',
  body: html`<article>
      <h2>Why we ask</h2>
      <p>
        A visit to a bookshop is nobody's business but yours. We count how many people read a page by a number that
        changes every day, and destroy within two days what it was made with. Anything beyond that happens only if you
        say so.
      </p>
    </article>
    <article>
      <h2>What your browser says for you</h2>
      <p>
        Some browsers send a signal with each request: Do Not Track, or Global Privacy Control. We hear both, and answer
        with the header <code>Tk</code> what we do with this very request.
      </p>
    </article>`,
});
