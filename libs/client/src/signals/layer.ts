/** The array through which a page speaks to its tag manager. */
export type Layer = unknown[];

/** The layer of this name, made where there is none yet. */
export const layerOf = (name: string): Layer => ((globalThis as unknown as Record<string, Layer>)[name] ??= []);

/** A command, such as `consent`, `update`, `{…}`. Tag managers take `arguments` objects for commands, and ignore arrays that look like them. */
export const command: (...words: unknown[]) => ArrayLike<unknown> = function () {
  // eslint-disable-next-line prefer-rest-params -- rest parameters are an array
  return arguments;
};

/** A word of a message that is a command. */
export const wordOf = (message: unknown, place: number): unknown => (message as ArrayLike<unknown> | null)?.[place];

/** Puts messages where a container that has not loaded yet finds them before whatever the page has pushed, behind what was said of consent already. */
export function putAhead(layer: Layer, ...messages: unknown[]): void {
  const place = layer.findIndex((message) => !['consent', 'set'].includes(wordOf(message, 0) as string));
  // A container that has loaded listens by a `push` of its own, and never looks at what is inserted.
  if (place < 0 || Object.hasOwn(layer, 'push')) layer.push(...messages);
  else layer.splice(place, 0, ...messages);
}
