import { type INestApplicationContext } from '@nestjs/common';
import { type ApiDescription, describeApi, type OpenApiDocument } from '@nest-privacy/core/swagger';
import { CONSENT_SCHEMAS } from './consent.schemas.js';
import { EVIDENCE_ROUTES, OWN_EVIDENCE_ROUTES } from './evidence.routes.js';
import { EVIDENCE_SCHEMAS } from './evidence.schemas.js';
import { EXHIBIT_ROUTES, EXHIBIT_SCHEMAS } from './exhibit.routes.js';
import { EXPORT_ROUTES } from './export.routes.js';
import { BATCH_IMPORT_ROUTES, IMPORT_ROUTES } from './import.routes.js';
import { LEDGER_ROUTES } from './ledger.routes.js';
import { NOTICE_ADMIN_ROUTES } from './notice-admin.routes.js';
import { NOTICE_ROUTES } from './notice.routes.js';
import { NOTICE_SCHEMAS } from './notice.schemas.js';
import { POLICY_ROUTES } from './policy.routes.js';
import { POLICY_SCHEMAS } from './policy.schemas.js';
import { RECEIPT_SCHEMAS } from './receipt.schemas.js';
import { REPORT_ROUTES } from './report.routes.js';
import { REPORT_SCHEMAS } from './report.schemas.js';
import { KEY_ROUTES, VERIFY_ROUTES } from './seal.routes.js';
import { SEAL_SCHEMAS } from './seal.schemas.js';
import { VISITOR_ROUTES } from './visitor.routes.js';
import { WEBHOOK_ROUTES } from './webhook.routes.js';
import { WEBHOOK_SCHEMAS } from './webhook.schemas.js';
import { WITHDRAWAL_ROUTES, WITHDRAWAL_SCHEMAS } from './withdrawal.routes.js';

/** What the routes of this package take and answer. */
export const CONSENT_API: ApiDescription = {
  tag: { name: 'consent', description: 'Decisions of visitors, and their proof.' },
  schemas: {
    ...CONSENT_SCHEMAS,
    ...EVIDENCE_SCHEMAS,
    ...RECEIPT_SCHEMAS,
    ...WEBHOOK_SCHEMAS,
    ...WITHDRAWAL_SCHEMAS,
    ...NOTICE_SCHEMAS,
    ...POLICY_SCHEMAS,
    ...EXHIBIT_SCHEMAS,
    ...REPORT_SCHEMAS,
    ...SEAL_SCHEMAS,
  },
  controllers: [
    VERIFY_ROUTES,
    KEY_ROUTES,
    VISITOR_ROUTES,
    LEDGER_ROUTES,
    WITHDRAWAL_ROUTES,
    EXPORT_ROUTES,
    REPORT_ROUTES,
    IMPORT_ROUTES,
    BATCH_IMPORT_ROUTES,
    OWN_EVIDENCE_ROUTES,
    EVIDENCE_ROUTES,
    WEBHOOK_ROUTES,
    NOTICE_ROUTES,
    NOTICE_ADMIN_ROUTES,
    POLICY_ROUTES,
    EXHIBIT_ROUTES,
  ],
};

/** Completes the routes of ConsentModule in the document that `SwaggerModule.createDocument` made of the application. */
export const describeConsent = (app: INestApplicationContext, document: OpenApiDocument): void =>
  describeApi(app, document, CONSENT_API);
