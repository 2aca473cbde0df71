import { ProblemException } from '@nest-privacy/core';
import { type ConsentExceptionFactory } from './consent-requirement.js';

/** 403 `CONSENT_REQUIRED` with the members `categories` and `consentUrl`: what a refusal is where nothing else is configured. */
export const consentRequired: ConsentExceptionFactory = ({ categories, consentUrl }) =>
  new ProblemException({
    status: 403,
    code: 'CONSENT_REQUIRED',
    title: 'Consent is required',
    detail: `The visitor has not allowed ${categories.join(' and ')}.${consentUrl === undefined ? '' : ` Consent can be given at ${consentUrl}.`}`,
    extensions: { categories, ...(consentUrl !== undefined && { consentUrl }) },
  });
