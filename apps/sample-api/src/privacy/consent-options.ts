import { resolve } from 'node:path';
import { type ConsentModuleOptions } from '@nest-privacy/consent';
import { IabStrings } from '@nest-privacy/consent/iab';
import { FileAnchor, WebhookAnchor } from '@nest-privacy/core/sealing';
import { type Settings } from '../config/settings.js';
import { DEMO_CONTROLLER } from './demo-controller.js';

/** What consent is told of the settings. */
export function consentOptions({ environment, secrets, ledgerKeys }: Settings): ConsentModuleOptions {
  return {
    secrets,
    consentUrl: '/privacy#choices',
    surface: { eventsPath: '/analytics/events' },
    policy: {},
    noticeVersion: environment.NOTICE_VERSION,
    allowedOrigins: environment.CORS_ORIGINS,
    controller: DEMO_CONTROLLER,
    identity: { encryptionKeys: environment.ENCRYPTION_KEYS },
    outbox: { allowPrivateAddresses: environment.WEBHOOK_NETWORKS },
    seal: {
      keys: ledgerKeys,
      anchors: [
        ...(environment.LEDGER_ANCHOR_FILE ? [new FileAnchor(resolve(environment.LEDGER_ANCHOR_FILE))] : []),
        ...(environment.LEDGER_ANCHOR_URL
          ? [
              new WebhookAnchor({
                url: environment.LEDGER_ANCHOR_URL,
                allowPrivateAddresses: environment.WEBHOOK_NETWORKS,
              }),
            ]
          : []),
      ],
    },
    interop: { strings: new IabStrings() },
    import: [
      { source: 'django-privacy-mgmt' },
      { source: 'vanilla-cookieconsent', categories: { analytics: 'STATISTICS', marketing: 'MARKETING' } },
      { source: 'table', categories: { STATISTICS: 'STATISTICS', MARKETING: 'MARKETING' } },
    ],
  };
}
