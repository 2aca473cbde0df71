import { h } from '../element/h.js';
import { ownScript } from './own-script.js';

/**
 * What loads a part that most pages do without, a file that stands beside the script. `import()` alone could not check it, nor load it where a policy trusts the
 * script by its hash: then it trusts nothing that the script imports, but what the script preloads (CSP Level 3, `'strict-dynamic'`). What failed is tried again.
 *
 * @param file its name, which is by its content
 */
export function later<T>(file: string, integrity: string): () => Promise<T> {
  let loading: Promise<T> | undefined;
  let tries = 0;

  const load = (): Promise<T> => {
    // Browsers remember for the whole page what they could not import, by its address.
    const { href } = new URL(`${file}?${tries++ || ''}`, import.meta.url);
    const nonce = ownScript?.nonce || null;
    const link = h('link', { rel: 'modulepreload', href, integrity, nonce });
    document.head.append(link);
    return import(href).catch((error: unknown) => {
      loading = undefined;
      link.remove();
      throw error;
    }) as Promise<T>;
  };

  return () => (loading ??= load());
}
