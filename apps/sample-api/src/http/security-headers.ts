import helmet, { type HelmetOptions } from 'helmet';
import { type RawRequestListener } from '@nest-privacy/core/kit';
import { nonceOf, sitePolicy } from './content-policy.js';

const common: HelmetOptions = {
  // The pages' own requests name where they come from: without it, a plain form would post with "Origin: null".
  referrerPolicy: { policy: 'same-origin' },
};

const site = helmet({ ...common, contentSecurityPolicy: false });

/** The page of the API description builds itself with scripts and styles of this server. */
const description = helmet({
  ...common,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
    },
  },
});

const DESCRIPTION = /^\/docs(\/|$)/;

/** Security headers on every answer, also on those no controller gives. */
export const securityHeaders: RawRequestListener = (view, request, response) => {
  if (DESCRIPTION.test(view.path)) {
    description(request, response, () => undefined);
    return;
  }
  site(request, response, () => undefined);
  response.setHeader('Content-Security-Policy', sitePolicy(nonceOf(view)));
};
