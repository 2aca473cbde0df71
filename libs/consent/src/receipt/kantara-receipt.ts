import { type SealingPublicKey } from '@nest-privacy/core/sealing';
import { type LegalBasis } from '../policy/policy-rule.js';
import { type ReceiptFacts, type ReceiptPurpose } from './receipt-facts.js';

/** Media type of the receipt by the Kantara Initiative. */
export const KANTARA_RECEIPT_TYPE = 'application/jwt';

/** Categories of purposes that the specification proposes. */
const PURPOSE_CATEGORIES: Readonly<Record<string, string>> = {
  STATISTICS: 'Improve Performance',
  MARKETING: 'Marketing',
};

/** The specification has a description wherever authority is not drawn from explicit consent. */
const CONSENT_TYPES: Readonly<Record<LegalBasis, string>> = {
  consent: 'EXPLICIT',
  necessity: 'granted by the visitor, though the purpose is necessary and asks for no consent',
  'audience-measurement': 'granted by the visitor, though the purpose is exempt from consent until they object',
  'opt-out': 'granted by the visitor, though the law of the place asks for no more than a way to opt out',
  notice: 'granted by the visitor, though the law of the place asks for no more than a notice',
};

const secondsOf = (instant: Date): number => Math.floor(instant.getTime() / 1_000);

/**
 * A receipt by the Kantara Initiative's Consent Receipt Specification 1.1.0 as the claims of a JWT (RFC 7519): its members stand beside `iss`, `sub`, `jti` and
 * `iat`. It tells of what was granted alone, for the specification knows no refusal.
 *
 * @param publicKey of the key that signs it; it stands in the receipt as a JWK
 */
export function kantaraReceipt(facts: ReceiptFacts, publicKey: SealingPublicKey): Readonly<Record<string, unknown>> {
  const { id, createdAt, record, decidedAt, controller, withdrawalUrl } = facts;
  const sensitive = facts.personalData.filter(({ isSensitive }) => isSensitive);
  const granted = facts.purposes.filter(({ decision }) => decision === 'granted');
  return {
    iss: controller.url,
    sub: record.subjectId,
    jti: id,
    iat: secondsOf(createdAt),
    version: 'KI-CR-v1.1.0',
    jurisdiction: controller.jurisdiction,
    consentTimestamp: secondsOf(decidedAt),
    collectionMethod: ['web', record.surface, record.method].filter((part) => part !== null).join(': '),
    consentReceiptID: id,
    publicKey: JSON.stringify(publicKey),
    ...(record.language !== null && { language: record.language }),
    piiPrincipalId: record.subjectId,
    piiControllers: [
      {
        piiController: controller.name,
        onBehalf: false,
        contact: controller.contact,
        address: { '@type': 'PostalAddress', streetAddress: controller.address },
        email: controller.email,
        phone: controller.phone,
        piiControllerUrl: controller.url,
      },
    ],
    policyUrl: controller.policyUrl,
    services: [{ service: record.siteId, purposes: granted.map((purpose) => purposeOf(purpose, facts)) }],
    sensitive: sensitive.length > 0,
    spiCat: sensitive.map(({ kind }) => kind),
    // What the specification has no member for, and a reader of the record wants to find.
    consentRecordId: record.id,
    withdrawalUrl,
  };
}

function purposeOf(purpose: ReceiptPurpose, { controller, record, personalData }: ReceiptFacts): object {
  const others = [...(controller.recipients ?? []), ...purpose.providers].filter((name) => name !== controller.name);
  const thirdParties = [...new Set(others)];
  return {
    purpose: purpose.description ?? purpose.title,
    purposeCategory: [PURPOSE_CATEGORIES[purpose.category] ?? purpose.title],
    consentType: CONSENT_TYPES[purpose.basis.kind ?? 'consent'],
    piiCategory: personalData.map(({ kind }) => kind),
    primaryPurpose: false,
    termination: `consent until ${record.validUntil.toISOString()}, what was collected for ${controller.retention}`,
    thirdPartyDisclosure: thirdParties.length > 0,
    ...(thirdParties.length > 0 && { thirdPartyName: thirdParties.join(', ') }),
  };
}
