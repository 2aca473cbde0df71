import { CreateConsent1763600000000 } from './1763600000000-create-consent.js';
import { OrderConsentChanges1764000000000 } from './1764000000000-order-consent-changes.js';
import { NoteCatalogueOfState1764000400000 } from './1764000400000-note-catalogue-of-state.js';
import { WidenConsentRecord1764100000000 } from './1764100000000-widen-consent-record.js';
import { FollowRecords1764101000000 } from './1764101000000-follow-records.js';
import { SealRecords1764101000001 } from './1764101000001-seal-records.js';
import { CreateConsentNotices1764102000000 } from './1764102000000-create-consent-notices.js';
import { CreatePolicyDecision1764103000000 } from './1764103000000-create-policy-decision.js';
import { NoteAppliedSignals1764103100000 } from './1764103100000-note-applied-signals.js';
import { IdentifySubjects1764104000000 } from './1764104000000-identify-subjects.js';
import { TallyConsent1764106000000 } from './1764106000000-tally-consent.js';
import { TellOthers1764107000000 } from './1764107000000-tell-others.js';
import { CreateNoticeExhibits1764108000000 } from './1764108000000-create-notice-exhibits.js';
import { NoteLapsedGrants1764109000000 } from './1764109000000-note-lapsed-grants.js';
import { RenewHeads1764202000000 } from './1764202000000-renew-heads.js';
import { NoteSourceOfNotice1764203000000 } from './1764203000000-note-source-of-notice.js';
import { RoundTallies1764302000000 } from './1764302000000-round-tallies.js';

/** For the application's DataSource; appended to, never changed. */
export const CONSENT_MIGRATIONS = [
  CreateConsent1763600000000,
  OrderConsentChanges1764000000000,
  NoteCatalogueOfState1764000400000,
  WidenConsentRecord1764100000000,
  FollowRecords1764101000000,
  SealRecords1764101000001,
  CreateConsentNotices1764102000000,
  CreatePolicyDecision1764103000000,
  NoteAppliedSignals1764103100000,
  IdentifySubjects1764104000000,
  TallyConsent1764106000000,
  TellOthers1764107000000,
  CreateNoticeExhibits1764108000000,
  NoteLapsedGrants1764109000000,
  RenewHeads1764202000000,
  NoteSourceOfNotice1764203000000,
  RoundTallies1764302000000,
];
