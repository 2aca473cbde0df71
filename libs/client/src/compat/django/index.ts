export { type DjangoCompatOptions, type DjangoPrivacyMgmt, startDjangoCompat } from './start-django-compat.js';
