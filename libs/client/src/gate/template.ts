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
 * @param category what the template waited for
 * @returns what waits now
 */
export function unpack(template: HTMLTemplateElement, category: string): readonly Element[] {
  const { content } = template;
  const parts = [...content.querySelectorAll(`script:not([type*=json],[type*=map]),iframe,img[data-src],[${OWN}]`)];
  for (const part of parts) {
    if (part.localName === 'iframe') hide(part, 'src');
    if (part.matches('script:not([type="text/plain"])')) {
      hide(part, 'type');
      part.setAttribute('type', 'text/plain');
    }
    part.setAttribute(OWN, `${category} ${part.getAttribute(OWN) ?? ''}`);
  }
  template.replaceWith(content);
  return parts;
}
