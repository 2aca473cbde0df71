import { type Provider } from '@nestjs/common';
import { DataSubjectContributor } from '@nest-privacy/core';
import { ConsentContributor } from './consent-contributor.js';
import { ConsentIdentities } from './consent-identities.js';
import { ConsentLinks } from './consent-links.js';
import { ConsentLogin } from './consent-login.js';
import { ConsentWithdrawals } from './consent-withdrawals.js';
import { DoubledAccounts } from './doubled-accounts.js';
import { IdentityStore } from './identity-store.js';
import { KeyRotation } from './key-rotation.js';
import { KnownKeys } from './known-keys.js';
import { LoggedInUsers } from './logged-in-users.js';
import { LoginSides } from './login-sides.js';
import { OwnSubject } from './own-subject.js';
import { PersonalDetailsReader } from './personal-details.js';
import { SubjectErasure } from './subject-erasure.js';
import { SubjectEvents } from './subject-events.js';
import { SubjectExport } from './subject-export.js';
import { SubjectKeys } from './subject-keys.js';
import { SubjectPlaces } from './subject-places.js';

/** What the room of users and keys provides. */
export const IDENTITY_PROVIDERS: Provider[] = [
  SubjectKeys,
  KnownKeys,
  KeyRotation,
  IdentityStore,
  DoubledAccounts,
  LoggedInUsers,
  OwnSubject,
  PersonalDetailsReader,
  SubjectEvents,
  ConsentLinks,
  LoginSides,
  ConsentLogin,
  ConsentIdentities,
  ConsentWithdrawals,
  SubjectPlaces,
  SubjectExport,
  SubjectErasure,
  ConsentContributor,
  { provide: DataSubjectContributor, useExisting: ConsentContributor },
];
