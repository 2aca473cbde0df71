import { Injectable } from '@nestjs/common';
import { DataSubject, type RequestView } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { tooManyNames } from '../problems/rights-problems.js';

/** Names of one person; whoever has more is no person. */
const MOST_NAMES = 50_000;
/** From an account to its devices, to their visitors, and a few steps of the application's own. */
const MOST_ROUNDS = 10;

/** Finds out of whom a request is, and by which names data of theirs is found. */
@Injectable()
export class RequestSubjects {
  constructor(private readonly ports: Ports) {}

  /** What the request proves; nobody of a stranger. */
  async of(view: RequestView): Promise<DataSubject> {
    const known = await Promise.all(this.ports.contributors.map(async (one) => (await one.identify?.(view)) ?? []));
    return DataSubject.of(known.flat());
  }

  /**
   * The person with every name that anybody knows.
   *
   * @throws ProblemException 500 `SUBJECT_NAMES_TOO_MANY` where it would be incomplete; what a contributor throws
   */
  async complete(subject: DataSubject): Promise<DataSubject> {
    let known = subject;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const further = await Promise.all(this.ports.contributors.map(async (one) => (await one.resolve?.(known)) ?? []));
      const next = known.and(further.flat());
      if (next.size === known.size) return known;
      if (next.size > MOST_NAMES) break;
      known = next;
    }
    throw tooManyNames(MOST_NAMES, MOST_ROUNDS);
  }

  /** The `Set-Cookie` values by which a browser loses what names its person. */
  forget(view: RequestView): readonly string[] {
    return this.ports.contributors.flatMap((one) => one.forgetBrowser?.(view) ?? []);
  }
}
