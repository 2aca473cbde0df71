import helmet, { type HelmetOptions } from 'helmet';
import { type RawRequestListener } from '@nest-privacy/core/kit';

const common: HelmetOptions = {
  // The pages' own requests name where they come from: without it, a plain form would post with "Origin: null".
  referrerPolicy: { policy: 'same-origin' },
};

const closed = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

const policy = (directives: Readonly<Record<string, string[]>>): HelmetOptions => ({
  ...common,
  contentSecurityPolicy: { useDefaults: false, directives: { ...closed, ...directives } },
});

/** The page of the API description builds itself with scripts and styles of this server. */
const DESCRIPTION = /^\/docs(\/|$)/;

/**
 * Security headers on every answer, also on those no controller gives.
 *
 * @param styleHash hash of the one inline style of the demonstration site, as Content-Security-Policy writes it
 */
export function securityHeaders(styleHash: string): RawRequestListener {
  const site = helmet(
    policy({
      scriptSrc: ["'self'"],
      styleSrc: [`'${styleHash}'`],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
    }),
  );
  const description = helmet(
    policy({
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
    }),
  );
  return (view, request, response) => {
    const apply = DESCRIPTION.test(view.path) ? description : site;
    apply(request, response, () => undefined);
  };
}
