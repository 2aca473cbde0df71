const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The beginning of an HTML element. An attribute without a value is left out, one that is `true` stands without one; names are ours, values may say anything. */
export function tag(name: string, attributes: Readonly<Record<string, string | true | undefined>>): string {
  const written = Object.entries(attributes).flatMap(([attribute, value]) => {
    if (value === undefined) return [];
    return value === true ? [attribute] : [`${attribute}="${value.replaceAll(/[&<>"']/g, (one) => ESCAPES[one]!)}"`];
  });
  return `<${[name, ...written].join(' ')}>`;
}
