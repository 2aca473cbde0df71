import { type ConsentModuleOptions } from '@nest-privacy/consent';
import { IabStrings } from '@nest-privacy/consent/iab';
import { type Settings } from '../config/settings.js';

/** What consent is told of the settings. */
export function consentOptions({ environment, secrets }: Settings): ConsentModuleOptions {
  return {
    secrets,
    consentUrl: '/privacy#choices',
    policy: {},
    noticeVersion: environment.NOTICE_VERSION,
    allowedOrigins: environment.CORS_ORIGINS,
    outbox: { allowPrivateAddresses: environment.WEBHOOK_NETWORKS },
    interop: { strings: new IabStrings() },
    import: [
      { source: 'django-privacy-mgmt' },
      { source: 'vanilla-cookieconsent', categories: { analytics: 'STATISTICS', marketing: 'MARKETING' } },
      { source: 'table', categories: { STATISTICS: 'STATISTICS', MARKETING: 'MARKETING' } },
    ],
  };
}
