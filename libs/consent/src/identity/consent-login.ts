import { Inject, Injectable } from '@nestjs/common';
import { Clock, type RequestView, SiteResolver } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { isUniqueViolation } from '@nest-privacy/core/typeorm';
import { type StoredConsent } from '../decision/stored-consent.js';
import { type ConsentIdentityEntity } from '../entities/consent-identity.entity.js';
import { ConsentRecords } from '../ledger/consent-records.js';
import { SubjectMaker } from '../ledger/subject-maker.js';
import { ConsentPolicy } from '../policy/consent-policy.js';
import { ConsentSubjects } from '../subjects/consent-subjects.js';
import { VisitorConsentReader } from '../visitor-consent.reader.js';
import { ConsentLinks, type LinkCircumstances } from './consent-links.js';
import { SubjectTaken } from './subject-taken.js';
import { IdentityStore } from './identity-store.js';
import { LoggedInUsers } from './logged-in-users.js';
import { accountSide, type Device, LoginSides } from './login-sides.js';
import { type EventStanding } from './subject-event.js';
import { type KeyOwner } from './subject-keys.js';

const MOST_ATTEMPTS = 5;

/** Where somebody stands who entered; `null` when nothing changes, `stranger` for who has decided nothing and brings another user's cookies. */
export type Entered = StoredConsent | 'stranger' | null;

/** Who logs in, where, and with what. */
interface Login {
  readonly view: RequestView;
  readonly siteId: string;
  readonly userId: string;
  readonly device: Device | null;
  readonly circumstances: LinkCircumstances;
}

/**
 * Has a browser go on as the subject of the user that is logged in, which all of that user's devices share. That subject is never one that a browser had before: whoever
 * planted a cookie holds no key to the account. What the browser decided before comes along, by `mergeAtLogin`.
 */
@Injectable()
export class ConsentLogin {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ConsentSubjects) private readonly subjects: ConsentSubjects,
    private readonly maker: SubjectMaker,
    private readonly sites: SiteResolver,
    private readonly visitors: VisitorConsentReader,
    private readonly users: LoggedInUsers,
    private readonly identities: IdentityStore,
    private readonly records: ConsentRecords,
    private readonly policy: ConsentPolicy,
    private readonly sides: LoginSides,
    private readonly links: ConsentLinks,
    private readonly ports: Ports,
  ) {}

  /**
   * Lets a request go on as its user's subject.
   *
   * @param isDeciding whether a subject is made where neither user nor browser has decided anything; otherwise there is nothing to remember
   * @returns where the user stands, for the browser's cookies; `null` when those need not change, `stranger` when they are another user's
   * @throws ProblemException 503 `USER_UNRESOLVED`, 500 `USER_INVALID`, 421 `SITE_UNKNOWN`
   */
  async enter(view: RequestView, isDeciding: boolean): Promise<Entered> {
    const userId = await this.users.of(view);
    if (userId === null) return null;
    const { id: siteId } = this.sites.require(view);
    // Who consents is known to the application by other means than cookies, which cannot be changed here.
    const knowsByCookie = this.subjects.cookiesFor(view, siteId, this.maker.fresh(siteId).subjectId).length > 0;
    const stored = knowsByCookie ? await this.account(view, siteId, userId, isDeciding) : null;
    this.users.enter(view);
    if (stored !== null && stored !== 'stranger') this.visitors.decided(view, stored);
    return stored;
  }

  private async account(view: RequestView, siteId: string, userId: string, isDeciding: boolean): Promise<Entered> {
    await this.visitors.settle(view);
    const proof = this.visitors.proof(view, this.sites.require(view));
    const circumstances: LinkCircumstances = {
      method: 'login',
      actor: 'data-subject',
      authMethod: 'session',
      regime: this.policy.termsOf(view, siteId).regime,
      signals: this.ports.signals.read(view),
      now: this.clock.now(),
    };
    for (let attempt = 1; ; attempt++) {
      const account = await this.identities.accountOf(siteId, userId);
      const isThere = account !== null && account.subjectId === proof.subjectId;
      if (isThere && proof.stored) return null;
      const device = isThere ? null : await this.sides.device(siteId, userId, proof);
      if (!account && !device && !isDeciding) return proof.subjectId === null ? null : 'stranger';
      try {
        return await this.join({ view, siteId, userId, device, circumstances }, account);
      } catch (error) {
        // Another device of the user was faster, the browser decided or linked its subject meanwhile, or the user was erased.
        if (attempt === MOST_ATTEMPTS || !(error instanceof SubjectTaken || isUniqueViolation(error))) throw error;
      }
    }
  }

  /** The account first: should the process end in between, the next login finds the device as it was, and changes nothing by it. */
  private async join(login: Login, account: ConsentIdentityEntity | null): Promise<StoredConsent> {
    const { siteId, userId, device, circumstances } = login;
    const stored = account ? await this.bring(login, account) : await this.open(login);
    if (device?.state.subjectStatus === null) {
      const owner = { siteId, subjectId: device.state.subjectId };
      await this.links.link({ owner, userId, circumstances }, device.state);
    }
    return stored;
  }

  /** The user's first device: a subject of the user's own. */
  private async open({ siteId, userId, device, circumstances }: Login): Promise<StoredConsent> {
    const merged = await this.sides.merge(siteId, device ? [device.side] : []);
    const { subjectId } = this.maker.fresh(siteId);
    return this.links.open({ owner: { siteId, subjectId }, userId, circumstances }, merged);
  }

  /** A further device: what it says that is newer goes to the account. */
  private async bring({ siteId, userId, device, circumstances }: Login, account: KeyOwner): Promise<StoredConsent> {
    const state = await this.records.state(siteId, account.subjectId);
    if (!state || state.subjectStatus === 'erased') throw new SubjectTaken();
    const { stored } = accountSide(state);
    if (!device) return stored;
    const merged = await this.sides.merge(siteId, [accountSide(state), device.side]);
    if (isSame(merged.standing, state)) return stored;
    const owner = { siteId, subjectId: account.subjectId };
    return this.links.adopt({ owner, userId, circumstances }, merged, state);
  }
}

/** Members in order, for a database may give them in another. */
const sorted = (members: object | null): unknown[] =>
  Object.entries(members ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));

const essenceOf = ({ decisions, explicitAt, informed, lapsed, validUntil }: EventStanding): string =>
  JSON.stringify([
    sorted(decisions),
    sorted(explicitAt),
    [...informed].sort(),
    [...(lapsed ?? [])].sort(),
    validUntil.getTime(),
  ]);

const isSame = (standing: EventStanding, state: EventStanding): boolean => essenceOf(standing) === essenceOf(state);
