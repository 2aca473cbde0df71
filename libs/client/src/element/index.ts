import { defineElements } from './define-elements.js';
import { PrivacyBanner } from './privacy-banner.js';
import { PrivacyDialog } from './privacy-dialog.js';
import { PrivacyEmbed } from './privacy-embed.js';
import { PrivacySettingsLink } from './privacy-settings-link.js';

export { openSettings } from './open-settings.js';
export { placeBanner } from './place-banner.js';
export { type SurfaceEvent } from './surface-event.js';
export { PrivacyBanner, PrivacyDialog, PrivacyEmbed, PrivacySettingsLink };

declare global {
  interface HTMLElementTagNameMap {
    'privacy-banner': PrivacyBanner;
    'privacy-dialog': PrivacyDialog;
    'privacy-embed': PrivacyEmbed;
    'privacy-settings-link': PrivacySettingsLink;
  }
}

defineElements();
