export { bootMarkup, type BootMarkupOptions } from './boot-markup.js';
export { BOOT_SHA256, BOOT_SNIPPET } from './generated.js';
