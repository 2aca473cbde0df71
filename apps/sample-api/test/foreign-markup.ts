import { BOOT_SNIPPET } from '@nest-privacy/client/boot';

/** One tag of a page, with the text behind it where that is no markup. */
interface Tag {
  readonly text: string;
  readonly name: string;
  /** By name; `null` for what is written in another way than the site writes attributes, in double quotes. */
  readonly attributes: ReadonlyMap<string, string> | null;
  readonly content: string;
}

const TAG = /<([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;
const ATTRIBUTES = /^(?:\s+[a-z][\w-]*(?:="[^"<]*")?)*\s*\/?$/i;
const PICTURE = /^\/browser\/[\w./-]+$/;
const SCRIPT = /^\/(?:browser|np)\/[\w./-]+\.js$/;

function tagsOf(page: string): Tag[] {
  const tags: Tag[] = [];
  const pattern = new RegExp(TAG);
  for (let match = pattern.exec(page); match !== null; match = pattern.exec(page)) {
    const [text, name, attributes] = match as unknown as [string, string, string];
    const end = name.toLowerCase() === 'script' ? page.indexOf('</script', pattern.lastIndex) : pattern.lastIndex;
    const content = page.slice(pattern.lastIndex, end);
    const pairs = [...attributes.matchAll(/([^\s="/]+)(?:="([^"]*)")?/g)].map(
      ([, key, value = '']) => [key!.toLowerCase(), value] as const,
    );
    tags.push({
      text,
      name: name.toLowerCase(),
      attributes: ATTRIBUTES.test(attributes) ? new Map(pairs) : null,
      content,
    });
    pattern.lastIndex = end;
  }
  return tags;
}

const isJson = (text: string): boolean => {
  try {
    return !text.includes('<') && typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
};

/** The site has three kinds of scripts: settings, which never run; the client's constant one; and files of its own. What runs has the answer's nonce. */
function isKnownScript(attributes: ReadonlyMap<string, string>, content: string, nonce: string): boolean {
  if (attributes.get('type') === 'application/json') return attributes.get('id') === 'nest-privacy' && isJson(content);
  if (attributes.get('nonce') !== nonce) return false;
  const source = attributes.get('src');
  if (source === undefined) return content === BOOT_SNIPPET;
  const isVouchedFor = !source.startsWith('/np/') || /^sha384-/.test(attributes.get('integrity') ?? '');
  return SCRIPT.test(source) && isVouchedFor && content === '';
}

function isKnown({ name, attributes, content }: Tag, nonce: string): boolean {
  if (attributes === null || [...attributes.keys()].some((key) => /^on|^srcdoc$|^style$/.test(key))) return false;
  if ([...attributes.values()].some((value) => /^\s*(?:javascript|data):/i.test(value))) return false;
  if (/^(?:base|embed|frame|iframe|object|style)$/.test(name)) return false;
  if (name === 'img') return PICTURE.test(attributes.get('src') ?? '');
  return name !== 'script' || isKnownScript(attributes, content, nonce);
}

/**
 * What stands in a page of the site as markup, and is not the site's own: scripts, handlers, frames and pictures that it does not write.
 *
 * @param policy `Content-Security-Policy` of the answer, or all its headers, which name the nonce
 */
export function foreignMarkup(page: string, policy: string): string[] {
  const nonce = /script-src 'nonce-([\w+/=]{24,})' 'strict-dynamic';/.exec(policy)?.[1];
  if (nonce === undefined) throw new Error(`no policy names a nonce: ${policy}`);
  return tagsOf(page)
    .filter((tag) => !isKnown(tag, nonce))
    .map(({ text }) => text);
}
