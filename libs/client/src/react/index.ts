import { type DetailedHTMLProps, type HTMLAttributes } from 'react';
import {
  type PrivacyBanner,
  type PrivacyDialog,
  type PrivacyEmbed,
  type PrivacySettingsLink,
} from '../element/index.js';
import { type PrivacyBannerAttributes, type PrivacyEmbedAttributes } from '../frameworks/element-attributes.js';

type ElementProps<E, A = object> = DetailedHTMLProps<HTMLAttributes<E>, E> & A;

declare module 'react' {
  // The elements of JSX have no other place.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'privacy-banner': ElementProps<PrivacyBanner, PrivacyBannerAttributes>;
      'privacy-dialog': ElementProps<PrivacyDialog>;
      'privacy-embed': ElementProps<PrivacyEmbed, PrivacyEmbedAttributes>;
      'privacy-settings-link': ElementProps<PrivacySettingsLink>;
    }
  }
}
