import { type HTMLAttributes } from 'vue';
import { type PrivacyBannerAttributes, type PrivacyEmbedAttributes } from '../frameworks/element-attributes.js';

/** How templates know an element that is no component: by its properties. */
type ElementOf<A = object> = new () => { $props: Omit<HTMLAttributes, keyof A> & A };

declare module 'vue' {
  interface GlobalComponents {
    'privacy-banner': ElementOf<PrivacyBannerAttributes>;
    'privacy-dialog': ElementOf;
    'privacy-embed': ElementOf<PrivacyEmbedAttributes>;
    'privacy-settings-link': ElementOf;
  }
}
