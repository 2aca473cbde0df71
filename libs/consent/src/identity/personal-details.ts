import { Inject, Injectable } from '@nestjs/common';
import { type RequestView, TrustedProxies } from '@nest-privacy/core';
import {
  type DataKey,
  type EncryptionContext,
  isLine,
  maskedAddress,
  originOf,
  SearchIndex,
} from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { ENCRYPTION_KEYS_OPTION } from './resolve-identity-options.js';
import { type KeyOwner, SubjectKeys } from './subject-keys.js';
import { userAgentFamily } from './user-agent-family.js';

/** What is kept of a request; only what the options ask for, and what the request tells. */
export interface PersonalDetails {
  readonly page?: string;
  readonly origin?: string;
  readonly userAgentFamily?: string;
  readonly address?: string;
}

/** Encrypts what belongs into a record's `details`; `null` where there is nothing. */
export type SealDetails = (recordId: string) => string | null;

/** Of whom nothing is kept. */
export const NO_DETAILS: SealDetails = () => null;

const LONGEST_PAGE = 1_024;

/** Details are of their record alone. */
export const detailsContext = ({ siteId, subjectId }: KeyOwner, recordId: string): EncryptionContext => [
  'consent-record-details',
  siteId,
  subjectId,
  recordId,
];

/** Encrypts one record's details. */
export const sealerOf =
  (key: DataKey, owner: KeyOwner, details: object): SealDetails =>
  (recordId) =>
    key.encrypt(JSON.stringify(details), detailsContext(owner, recordId));

/** What a request tells of whoever decides, as far as the options want it kept. */
@Injectable()
export class PersonalDetailsReader {
  private readonly addresses: SearchIndex;

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    private readonly proxies: TrustedProxies,
    private readonly keys: SubjectKeys,
  ) {
    this.addresses = new SearchIndex(config.identity.encryptionKeys, 'consent-address', ENCRYPTION_KEYS_OPTION);
  }

  /** Prepares the details of a decision. Asks the database for the subject's key, and only where there is something to encrypt. */
  async of(view: RequestView, owner: KeyOwner, isNew: boolean): Promise<SealDetails> {
    const details = this.read(view);
    if (Object.keys(details).length === 0) return NO_DETAILS;
    const key = await this.keys.obtain(owner, isNew);
    return key ? sealerOf(key, owner, details) : NO_DETAILS;
  }

  private read(view: RequestView): PersonalDetails {
    const { page, origin, userAgentFamily: family, address } = this.config.identity.details;
    const told = {
      page: page ? pageOf(view.header('referer')) : undefined,
      origin: origin ? originOf(view.header('origin') ?? '') : undefined,
      userAgentFamily: family ? userAgentFamily(view.header('user-agent') ?? '') : undefined,
      address: address === 'off' ? undefined : this.addressOf(view, address),
    };
    return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  }

  private addressOf(view: RequestView, kind: 'truncated' | 'keyed'): string | undefined {
    const address = this.proxies.clientAddress(view);
    return (kind === 'keyed' ? this.addresses.of(address) : maskedAddress(address)) || undefined;
  }
}

/** Neither query nor fragment, nor a user's name and password. */
function pageOf(referrer: string | undefined): string | undefined {
  if (!isLine(referrer, LONGEST_PAGE * 4) || !URL.canParse(referrer)) return undefined;
  const { protocol, host, pathname } = new URL(referrer);
  return /^https?:$/.test(protocol) ? `${protocol}//${host}${pathname}`.slice(0, LONGEST_PAGE) : undefined;
}
