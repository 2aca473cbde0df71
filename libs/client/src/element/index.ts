import { defineElements } from './define-elements.js';

export { openSettings } from './open-settings.js';
export { placeBanner } from './place-banner.js';
export { PrivacyBanner } from './privacy-banner.js';
export { PrivacyDialog } from './privacy-dialog.js';
export { PrivacyEmbed } from './privacy-embed.js';
export { PrivacySettingsLink } from './privacy-settings-link.js';
export { type SurfaceEvent } from './surface-event.js';

defineElements();
