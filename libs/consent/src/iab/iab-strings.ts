import { type TCModel } from '@iabtechlabtcf/core';
import { type ConsentCategory, type ProblemPart } from '@nest-privacy/core';
import {
  type ConsentStringReader,
  type ConsentStrings,
  type StringClaim,
  type StringReport,
} from '../interop/consent-strings.js';
import { type GppContent, readGppString } from './read-gpp-string.js';
import { isOld, readTcString } from './read-tc-string.js';

/** Options of {@link IabStrings}. */
export interface IabStringsOptions {
  /**
   * The purposes of the TCF that belong to a category: one of them consented to is a grant of it.
   * @default { STATISTICS: [8, 9], MARKETING: [2, 3, 4, 7] }
   */
  readonly purposes?: Readonly<Partial<Record<ConsentCategory, readonly number[]>>>;
  /**
   * The category that an opt-out of sale, sharing or targeted advertising refuses.
   * @default 'MARKETING'
   */
  readonly sale?: ConsentCategory;
}

/**
 * Validates TC and GPP strings by the IAB's own libraries, and says what they claim; it makes none, for only registered CMPs may. Its peers are
 * `@iabtechlabtcf/core` and `@iabgpp/cmpapi`.
 */
export class IabStrings implements ConsentStringReader {
  private readonly purposes: readonly [ConsentCategory, readonly number[]][];
  private readonly sale: ConsentCategory;

  constructor({
    purposes = { STATISTICS: [8, 9], MARKETING: [2, 3, 4, 7] },
    sale = 'MARKETING',
  }: IabStringsOptions = {}) {
    this.purposes = Object.entries(purposes) as [ConsentCategory, readonly number[]][];
    this.sale = sale;
  }

  read({ tcString, gppString, gppSid }: ConsentStrings, now = Date.now()): StringReport {
    const gpp = gppString === undefined ? undefined : readGppString(gppString);
    const within = gpp?.content?.tcString;
    const tc = tcString === undefined ? undefined : readTcString(tcString);
    const tcWithin = within === undefined || within === tcString ? undefined : readTcString(within);
    const faults: ProblemPart[] = [
      ...faultAt('tcString', tc?.fault),
      ...faultAt('gppString', gpp?.fault ?? (tcWithin?.fault && `holds a TC string that ${tcWithin.fault}`)),
    ];
    if (gppSid !== undefined && gppString === undefined) faults.push({ path: 'gppSid', detail: 'needs a gppString' });
    if (faults.length > 0) return { faults, claims: [], conflicts: [] };
    return {
      faults,
      claims: [
        ...this.claimsOfTc('tcString', tc?.model),
        ...this.claimsOfTc('gppString', tcWithin?.model),
        ...this.claimsOfSale(gpp?.content),
      ],
      conflicts: [
        ...(tc && tcWithin ? ['tc-gpp-differ'] : []),
        ...([tc, tcWithin].some((one) => one?.model && isOld(one.model, now)) ? ['tc-old'] : []),
        ...(gppSid?.some((id) => id > 0 && !gpp?.content?.sections.includes(id)) ? ['gpp-sid-absent'] : []),
      ],
    };
  }

  private claimsOfTc(by: StringClaim['by'], model: TCModel | undefined): StringClaim[] {
    if (!model) return [];
    return this.purposes.map(([category, ids]) => ({
      by,
      category,
      decision: ids.some((id) => model.purposeConsents.has(id)) ? 'granted' : 'denied',
    }));
  }

  private claimsOfSale(content: GppContent | undefined): StringClaim[] {
    const optedOut = [...new Set(content?.optedOut)];
    return optedOut.map((isOut) => ({ by: 'gppString', category: this.sale, decision: isOut ? 'denied' : 'granted' }));
  }
}

const faultAt = (path: string, fault: string | undefined): ProblemPart[] =>
  fault === undefined ? [] : [{ path, detail: fault }];
