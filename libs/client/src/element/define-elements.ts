import { openSettingsByLink } from './open-settings.js';
import { PrivacyBanner } from './privacy-banner.js';
import { PrivacyDialog } from './privacy-dialog.js';
import { PrivacyEmbed } from './privacy-embed.js';
import { PrivacySettingsLink } from './privacy-settings-link.js';
import { clearStatus, offerReload } from './status.js';

/** Defines the elements, unless the page has them already. Has no effect outside of a browser. */
export function defineElements(): void {
  const registry = globalThis.customElements as CustomElementRegistry | undefined;
  if (!registry || registry.get('privacy-banner')) return;
  document.addEventListener('click', openSettingsByLink);
  document.addEventListener('pointerdown', clearStatus);
  document.addEventListener('focusin', clearStatus);
  document.addEventListener('privacy:reload', (event) => void offerReload(event));
  registry.define('privacy-banner', PrivacyBanner);
  registry.define('privacy-dialog', PrivacyDialog);
  registry.define('privacy-embed', PrivacyEmbed);
  registry.define('privacy-settings-link', PrivacySettingsLink);
}
