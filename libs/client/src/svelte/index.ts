import type {} from 'svelte/elements';
import {
  type PrivacyBanner,
  type PrivacyDialog,
  type PrivacyEmbed,
  type PrivacySettingsLink,
} from '../element/index.js';
import { type PrivacyBannerAttributes, type PrivacyEmbedAttributes } from '../frameworks/element-attributes.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'privacy-banner': HTMLAttributes<PrivacyBanner> & PrivacyBannerAttributes;
    'privacy-dialog': HTMLAttributes<PrivacyDialog>;
    'privacy-embed': HTMLAttributes<PrivacyEmbed> & PrivacyEmbedAttributes;
    'privacy-settings-link': HTMLAttributes<PrivacySettingsLink>;
  }
}
