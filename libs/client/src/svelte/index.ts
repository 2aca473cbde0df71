import { type HTMLAttributes as AttributesOf } from 'svelte/elements';
import {
  type PrivacyBanner,
  type PrivacyDialog,
  type PrivacyEmbed,
  type PrivacySettingsLink,
} from '../element/index.js';
import { type PrivacyBannerAttributes, type PrivacyEmbedAttributes } from '../frameworks/element-attributes.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'privacy-banner': AttributesOf<PrivacyBanner> & PrivacyBannerAttributes;
    'privacy-dialog': AttributesOf<PrivacyDialog>;
    'privacy-embed': AttributesOf<PrivacyEmbed> & PrivacyEmbedAttributes;
    'privacy-settings-link': AttributesOf<PrivacySettingsLink>;
  }
}
