/**
 * Whether all of `text` matches `glob`, where `*` stands for any run of characters and `?` for one. Takes at most `glob.length * text.length`
 * steps, whatever the glob.
 */
export function matchGlob(glob: string, text: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (glob[from] === '*') {
      star = from++;
      resume = at;
    } else if (from < glob.length && (glob[from] === '?' || glob[from] === text[at])) {
      from++;
      at++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (glob[from] === '*') from++;
  return from === glob.length;
}
