import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { type Vendors } from '../../vendors/vendors.service.js';
import { isOn } from './standing.js';

/** Within the template it is parked, too: Firefox fetches ahead what it finds in one. */
const readers = (src: string, { nonce }: Visitor): Html =>
  html`<template data-consent="MARKETING">
    <script type="text/plain" src="${src}" nonce="${nonce}"></script>
  </template>`;

/**
 * Two scripts of a vendor that are in the page and wait: one as a script of no type that a browser knows, one within a template. Neither is fetched before its purpose
 * is allowed.
 */
export const waiting = (vendors: Pick<Vendors, 'urlOf'>, visitor: Visitor): Html => {
  const { texts, nonce, consent } = visitor;
  const { scripts, counter, readers: others, absent } = texts.visit;
  const source = vendors.urlOf('insights', '/counter.js');
  const recommends = vendors.urlOf('insights', '/readers.js');
  const stands = (category: string): string => (isOn(category, consent) ? scripts.allowed : scripts.waits);
  return html`<section class="panel stack" aria-labelledby="scripts-title">
    <h2 id="scripts-title">${scripts.title}</h2>
    <p class="prose">${source === undefined ? `${absent.text} ${absent.how}` : scripts.text}</p>
    <div class="grid">
      <div class="card">
        <h3>${counter.title}</h3>
        <p>${counter.text}</p>
        <p class="result" data-pagecount="visits" data-said="${counter.said}">${stands('STATISTICS')}</p>
      </div>
      <div class="card">
        <h3>${others.title}</h3>
        <p>${others.text}</p>
        <ul class="result" data-pagecount="readers">
          <li>${stands('MARKETING')}</li>
        </ul>
      </div>
    </div>
    ${
      source !== undefined &&
      html`<script type="text/plain" data-consent="STATISTICS" src="${source}" nonce="${nonce}"></script>`
    }
    ${recommends !== undefined && readers(recommends, visitor)}
  </section>`;
};
