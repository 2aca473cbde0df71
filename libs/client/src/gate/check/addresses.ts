/** Attributes of which browsers fetch the addresses, and of which elements. */
const FETCHED: readonly (readonly [selector: string, attribute: string])[] = [
  ['script:not([type="text/plain"]), iframe, img, embed, video, audio, source, track, input[type="image"]', 'src'],
  ['img, source', 'srcset'],
  ['video', 'poster'],
  ['object', 'data'],
  ['link[rel~="stylesheet"], link[rel~="icon"], link[rel~="manifest"]', 'href'],
];

const URL_IN_STYLE = /url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/gi;
const URL_IN_MARKUP = /\b(?:src|href|data|poster|action)\s*=\s*["']?([^"'\s>]+)/gi;

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, first, second]) => first ?? second ?? '');

/** What a browser fetches for an element without being asked to. */
export const fetchedBy = (element: Element): string[] =>
  FETCHED.filter(([selector]) => element.matches(selector)).flatMap(([, attribute]) => {
    const value = element.getAttribute(attribute);
    if (!value) return [];
    return attribute === 'srcset' ? value.split(',').map((one) => one.trim().split(/\s/)[0]!) : [value];
  });

/** Addresses in styles, of an element or its attribute. */
export const inStyle = (element: Element): string[] =>
  found(
    element.localName === 'style' ? (element.textContent ?? '') : (element.getAttribute('style') ?? ''),
    URL_IN_STYLE,
  );

/** Addresses in the text of a `<noscript>`. */
export const inMarkup = (element: Element): string[] => found(element.textContent ?? '', URL_IN_MARKUP);
