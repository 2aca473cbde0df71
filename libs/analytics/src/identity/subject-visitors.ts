import { KeyRing } from '@nest-privacy/core/kit';

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

/** The first instants of the months from one instant to another. */
function* monthsOf(from: number, to: number): Generator<string> {
  const first = new Date(from);
  for (let month = 0; ; month++) {
    const start = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month);
    if (start > to) return;
    yield monthOf(start);
  }
}

/**
 * The ids of the visitors that a consent subject was: a keyed hash (HMAC-SHA256) of the subject and the month in which the cookie was made. So what was counted with
 * somebody's consent can be found and erased when they ask (Art. 15 and 17 GDPR), on whichever device they gave it, and no table says who is who: without the
 * secrets nobody can tell. With a new cookie in another month somebody is another visitor.
 */
export class SubjectVisitors {
  private readonly keys: KeyRing;

  /** @param secrets newest first */
  constructor(secrets: readonly string[]) {
    this.keys = new KeyRing(secrets, 'analytics-visitor-of-subject');
  }

  /** The id of a cookie that is made now: 128 bits, base64url, 22 characters. */
  idOf(subjectId: string, now: number): string {
    return this.keys.sign(`${monthOf(now)} ${subjectId}`);
  }

  /** The ids of all cookies that can have been made in a time, both ends in milliseconds since the epoch. */
  idsOf(subjectId: string, from: number, to: number): readonly string[] {
    return [...monthsOf(from, to)].flatMap((month) => this.keys.signatures(`${month} ${subjectId}`));
  }
}
