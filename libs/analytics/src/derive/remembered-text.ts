import { BoundedMap } from '@nest-privacy/core/kit';

const KEPT = 5_000;
const LONGEST_KEPT = 512;

/**
 * What is made of texts that come again and again: of those alone that are kept as they were, so that memory holds nothing which was to be taken out. The same
 * object is handed out each time, by which whoever looks it up later finds it sooner.
 */
export class RememberedText {
  private readonly known = new BoundedMap<string, string>(KEPT);

  of(text: string, make: (text: string) => string): string {
    if (text === '') return '';
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (made === text && text.length <= LONGEST_KEPT) this.known.set(text, made);
    return made;
  }
}
