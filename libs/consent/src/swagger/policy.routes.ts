import {
  answer,
  type ControllerDescription,
  describeController,
  invalid,
  problems,
  ref,
  REFUSALS,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { ConsentPolicyController } from '../consent-policy.controller.js';
import { STANDING } from './examples.js';

const { failure, site } = REFUSALS;
const ASKED = { country: 'US', region: 'US-CA', signals: { gpc: true }, date: '2026-11-21' };
const LAW = 'CCPA, Cal. Civ. Code § 1798.135; 11 CCR §§ 7025(c)(1), (c)(6) and 7026';
const PREVIEW = {
  policyId: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  rules: { version: '2026-11-21', sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
  jurisdiction: 'US-CA',
  country: 'US',
  region: 'US-CA',
  legalBases: { ESSENTIALS: 'necessity', STATISTICS: 'opt-out', MARKETING: 'opt-out' },
  gpc: 'show',
  defaults: { ESSENTIALS: true, STATISTICS: true, MARKETING: false },
  ask: ['STATISTICS', 'MARKETING'],
  validUntil: {
    granted: '2027-11-21T00:00:00.000Z',
    refused: '2027-11-21T00:00:00.000Z',
    withdrawn: '2027-11-21T00:00:00.000Z',
  },
  reaskNotBefore: '2027-11-21T00:00:00.000Z',
  consent: {
    ...STANDING,
    decisions: { STATISTICS: 'unset', MARKETING: 'unset' },
    allowed: { ESSENTIALS: true, STATISTICS: true, MARKETING: false },
    state: 'unset',
    regime: 'opt-out',
    regimes: { STATISTICS: 'opt-out', MARKETING: 'opt-out' },
    jurisdiction: 'US-CA',
    recordId: null,
    decidedAt: null,
    validUntil: null,
    promptRequired: true,
    reaskNotBefore: null,
    showGpcHonoured: true,
    signals: { dnt: null, gpc: true },
  },
  explain: [
    { rule: 'place', law: null, effect: 'US, US-CA; told by: assumed' },
    { rule: 'us-ca', law: LAW, effect: 'STATISTICS opt-out, MARKETING opt-out' },
    { rule: 'us-ca', law: LAW, category: 'STATISTICS', effect: 'allowed: nothing was decided, and opt-out holds' },
    {
      rule: 'gpc',
      law: null,
      category: 'MARKETING',
      effect: 'not allowed: the browser says Sec-GPC: 1, and it was not granted in knowledge of that',
    },
    { rule: 'prompt', law: null, effect: 'to be asked about: STATISTICS, MARKETING' },
  ],
};

/** What the policy would say, for administrators. */
export const POLICY_ROUTES: ControllerDescription = describeController(ConsentPolicyController, {
  preview: {
    summary: 'What a visitor would see who comes from somewhere on some day, and why',
    description: 'Needs the scope `consent:read`. Writes nothing, and looks nobody up.',
    admin: true,
    requestBody: {
      description: 'Who would come, from where and when; all of it may be left out.',
      required: true,
      content: {
        'application/json': {
          schema: ref('PolicyPreviewRequest'),
          examples: { california: { summary: 'California, with GPC', value: ASKED } },
        },
      },
    },
    responses: {
      200: answer('What the policy would say.', ref('PolicyPreview'), {
        headers: ['Cache-Control'],
        example: PREVIEW,
      }),
      ...problems(
        invalid('country', 'must be a country of ISO 3166-1 such as DE'),
        ...unauthorised('consent:read'),
        site,
        failure,
      ),
    },
  },
});
