export { bootMarkup, type BootMarkupOptions } from './boot-markup.js';
export { BOOT_SHA256, BOOT_SNIPPET, CONSENT_MODE_SHA256, CONSENT_MODE_SNIPPET } from './generated.js';
