/** Metadata key of the categories that a class or a method requires. */
export const REQUIRED_CONSENT = '@nest-privacy/consent:require-consent';
