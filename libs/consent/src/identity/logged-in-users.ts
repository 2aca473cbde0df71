import { Injectable } from '@nestjs/common';
import { ProblemException, type RequestView, seconds } from '@nest-privacy/core';
import { FaultLog, isLine, Ports, within } from '@nest-privacy/core/kit';

const PATIENCE = seconds(5);
const LONGEST_ID = 255;
const ENTERED = Symbol('@nest-privacy/consent:entered');

/** Who is logged in, as the bound `SubjectResolver` tells, and nothing else that it may tell. */
@Injectable()
export class LoggedInUsers {
  private readonly faults = new FaultLog(LoggedInUsers.name);

  constructor(private readonly ports: Ports) {}

  /** Whether anybody can be logged in. */
  get areKnown(): boolean {
    return this.ports.subjectResolver !== undefined;
  }

  /**
   * The user of a request; `null` when nobody is logged in.
   *
   * @throws ProblemException 503 `USER_UNRESOLVED` when the resolver throws or takes longer than five seconds, 500 `USER_INVALID` when it answers what is no id
   */
  async of(view: RequestView): Promise<string | null> {
    const user = await this.ask(view);
    if (user === null || isLine(user, LONGEST_ID)) return user;
    this.faults.error(
      'The SubjectResolver answered what is no id of a user',
      new TypeError(`an answer of ${typeof user}`),
    );
    throw userInvalid();
  }

  /** Notes that a request goes on as the user's own subject. */
  enter(view: RequestView): void {
    view.remember(ENTERED, true);
  }

  /** Whether a decision of a request may widen what a user's subject allows: where users are known, for who is logged in alone. */
  mayWiden(view: RequestView): boolean {
    return !this.areKnown || this.isEntered(view);
  }

  /** Whether a request goes on as a user's own subject. */
  isEntered(view: RequestView): boolean {
    return view.memo<boolean | undefined>(ENTERED, () => undefined) === true;
  }

  private async ask(view: RequestView): Promise<unknown> {
    const { subjectResolver } = this.ports;
    if (!subjectResolver) return null;
    try {
      // A resolver may throw at once.
      const asked = Promise.resolve().then(() => subjectResolver.userOf(view));
      return await within(PATIENCE, 'SubjectResolver', asked);
    } catch (error) {
      this.faults.error('The SubjectResolver cannot tell who is logged in; grants are refused meanwhile', error);
      throw userUnresolved(error);
    }
  }
}

/** 503: nobody knows for whom the decision would be. */
export const userUnresolved = (cause?: unknown): ProblemException =>
  new ProblemException({
    status: 503,
    code: 'USER_UNRESOLVED',
    title: 'Who is logged in cannot be told',
    detail: 'Nothing was recorded, for it is not known whose decision it would be. Try again in 5 seconds, unaltered.',
    headers: { 'Retry-After': '5' },
    cause,
  });

/** 500: what the application said is no id. */
export const userInvalid = (): ProblemException =>
  new ProblemException({
    status: 500,
    code: 'USER_INVALID',
    title: 'The id of the user is none',
    detail:
      'The SubjectResolver that is bound answered neither null nor a line of 1 to 255 characters. Nothing was recorded; have it answer the id of the account.',
  });

/** Whether nobody could tell who is logged in. */
export const isUserUnknown = (error: unknown): boolean =>
  error instanceof ProblemException && ['USER_UNRESOLVED', 'USER_INVALID'].includes(error.code);
