const MOST_LINES = 20;
/** Of the values together: proxies read four or eight kilobytes of headers, and the application has some, too. */
const MOST_CHARACTERS = 2_000;

/** What one answer may tell a browser to forget. What finds no room goes with a later answer. */
export class AnswerRoom {
  private readonly taken: string[] = [];
  private characters = 0;

  /** Values of `Set-Cookie` that found room. */
  get lines(): readonly string[] {
    return this.taken;
  }

  /** @returns whether there was room for a value */
  add(line: string): boolean {
    if (this.taken.length >= MOST_LINES || this.characters + line.length > MOST_CHARACTERS) return false;
    this.characters += line.length;
    this.taken.push(line);
    return true;
  }
}
