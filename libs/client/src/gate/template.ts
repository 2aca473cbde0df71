import { OWN } from './parked.js';

/** Moves an attribute's value where browsers do not look. */
const hide = (element: Element, name: string) => {
  const value = element.getAttribute(name);
  if (value) element.setAttribute(`data-${name}`, value);
  element.removeAttribute(name);
};

/**
 * Puts the content of a template in its place, its scripts and frames parked, so that they are let in one by one and in their order.
 *
 * @param needs the categories that an element waits for, by whatever attribute
 * @returns what waits now
 */
export function unpack(
  template: HTMLTemplateElement,
  needs: (element: Element) => readonly string[],
): readonly Element[] {
  const { content } = template;
  const category = needs(template);
  const parts = [...content.querySelectorAll('*')].filter(
    (part) => part.matches('script:not([type*=json],[type*=map]),iframe,img[data-src]') || needs(part)[0],
  );
  for (const part of parts) {
    if (part.localName === 'iframe') hide(part, 'src');
    if (part.matches('script:not([type="text/plain"])')) {
      hide(part, 'type');
      part.setAttribute('type', 'text/plain');
    }
    part.setAttribute(OWN, [...category, ...needs(part)].join(' '));
  }
  template.replaceWith(content);
  return parts;
}
