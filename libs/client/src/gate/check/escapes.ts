import { OWN } from '../parked.js';
import { fetchedBy, inMarkup, inStyle } from './addresses.js';
import { type Escape, type EscapeKind } from './escape.js';

/** What is looked at. */
export interface EscapesOptions {
  /** Origins that are this site's own beside its own, such as `https://static.example.com`. @default none */
  readonly ownOrigins?: readonly string[];
}

const HINTS =
  'link:is([rel~="preconnect"],[rel~="dns-prefetch"],[rel~="preload"],[rel~="modulepreload"],[rel~="prefetch"])';

/**
 * What on this page leads to another origin without waiting at the gate: for development and tests of a page, before anything is allowed; what the gate
 * let in is left out. It sees markup and requests, and not what scripts are going to do.
 *
 * @param root what is looked at; requests and workers are told with the document only
 */
export function escapes(
  root: Document | DocumentFragment | Element = document,
  options: EscapesOptions = {},
): Escape[] {
  const own = [location.origin, ...(options.ownOrigins ?? [])];
  const isForeign = (address: string): boolean => {
    const { protocol, origin } = URL.parse(address, document.baseURI) ?? location;
    return protocol.startsWith('http') && !own.includes(origin);
  };
  const all: Escape[] = [];
  const tell = (kind: EscapeKind, element: Element | null, addresses: readonly string[]) => {
    for (const address of addresses) if (isForeign(address)) all.push({ kind, address, element });
  };

  const look = (within: ParentNode, inTemplate: boolean) => {
    for (const element of within.querySelectorAll('*')) {
      if (element.matches(HINTS)) tell('hint', element, [element.getAttribute('href') ?? '']);
      const kind = element.closest('noscript') ? 'noscript' : inTemplate ? 'template' : 'loads';
      const letIn = element.hasAttribute(OWN) && !inTemplate;
      if (!letIn) tell(kind, element, fetchedBy(element));
      tell('ping', element, element.getAttribute('ping')?.split(/\s+/) ?? []);
      tell('style', element, inStyle(element));
      if (element.localName === 'noscript') tell('noscript', element, inMarkup(element));
      if (element.hasAttribute(OWN))
        for (const { name } of element.attributes)
          if (name.startsWith('on')) all.push({ kind: 'handler', address: name, element });
      if (element instanceof HTMLTemplateElement) look(element.content, true);
    }
  };

  look(root, false);
  if (root !== document) return all;
  tell(
    'request',
    null,
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  const worker = navigator.serviceWorker?.controller?.scriptURL;
  if (worker) all.push({ kind: 'worker', address: worker, element: null });
  return all;
}
