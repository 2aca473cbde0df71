const valueOf = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[^\s"=]+$/.test(text) ? text : JSON.stringify(text);
};

/** A plain object as `name=value name="another value"`, for a line of text; `undefined` for anything else. */
export function asText(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || Object.getPrototypeOf(message) !== Object.prototype)
    return undefined;
  return Object.entries(message)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${valueOf(value)}`)
    .join(' ');
}
