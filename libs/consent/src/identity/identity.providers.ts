import { type Provider } from '@nestjs/common';
import { ConsentIdentities } from './consent-identities.js';
import { ConsentLinks } from './consent-links.js';
import { ConsentLogin } from './consent-login.js';
import { IdentityStore } from './identity-store.js';
import { KeyRotation } from './key-rotation.js';
import { KnownKeys } from './known-keys.js';
import { LoggedInUsers } from './logged-in-users.js';
import { LoginSides } from './login-sides.js';
import { PersonalDetailsReader } from './personal-details.js';
import { SubjectEvents } from './subject-events.js';
import { SubjectKeys } from './subject-keys.js';

/** What the room of users and keys provides. */
export const IDENTITY_PROVIDERS: Provider[] = [
  SubjectKeys,
  KnownKeys,
  KeyRotation,
  IdentityStore,
  LoggedInUsers,
  PersonalDetailsReader,
  SubjectEvents,
  ConsentLinks,
  LoginSides,
  ConsentLogin,
  ConsentIdentities,
];
