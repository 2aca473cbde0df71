/** One line of a scrape. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\n': '\n', '\\\\': '\\', '\\"': '"' };

const unescaped = (text: string): string => text.replaceAll(/\\[n\\"]/g, (pair) => ESCAPES[pair]!);

/**
 * The samples of a scrape (text format 0.0.4), in its order.
 *
 * @param name only the samples of this name
 * @throws Error on a line that is not in the format
 */
export function parseSamples(text: string, name?: string): Sample[] {
  const samples = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, found, labels = '', value] = LINE.exec(line) ?? [];
      if (found === undefined) throw new Error(`not a line of the exposition format: ${line}`);
      return {
        name: found,
        labels: Object.fromEntries([...labels.matchAll(LABEL)].map(([, key, raw]) => [key!, unescaped(raw!)])),
        value: value === '+Inf' ? Infinity : Number(value),
      };
    });
  return name === undefined ? samples : samples.filter((sample) => sample.name === name);
}
