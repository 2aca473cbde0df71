import { Inject, Injectable } from '@nestjs/common';
import { bootMarkup, type BootMarkupOptions, BOOT_SHA256, CONSENT_MODE_SHA256 } from '../boot/index.js';
import { type PageSettings } from '../state/page-settings.js';
import { CLIENT_CONFIG, type ClientConfig } from './client.config.js';
import { dataOf, type ScriptOptions } from './script-options.js';
import { type AssetName, SHIPPED_FILES } from './shipped-files.js';
import { tag } from './tag.js';

/** What an answer vouches for its scripts with. */
export interface Vouched {
  /** The nonce of this answer's policy. @default none: the policy names the hashes of {@link ClientAssets.scriptHashes} */
  readonly nonce?: string | undefined;
}

/** How pages load the files for browsers: HTML for their head, each file by its content and with its integrity. */
@Injectable()
export class ClientAssets {
  constructor(@Inject(CLIENT_CONFIG) private readonly config: ClientConfig) {}

  /**
   * What `script-src` has to name where there is no nonce: the constant scripts of the head, with and without Consent Mode, and the bundle by its
   * integrity. They change with the version of the package and with nothing else.
   */
  get scriptHashes(): readonly string[] {
    return [BOOT_SHA256, CONSENT_MODE_SHA256, SHIPPED_FILES['privacy.js'].integrity];
  }

  /** Address of a file, under the name by its content. */
  urlOf(name: AssetName): string {
    return `${this.config.publicUrl}/${SHIPPED_FILES[name].file}`;
  }

  /** The stylesheet. */
  styleTag(): string {
    const { integrity } = SHIPPED_FILES['privacy.css'];
    return tag('link', { rel: 'stylesheet', href: this.urlOf('privacy.css'), integrity, ...this.crossing });
  }

  /** The script with everything: elements, gate, Google Consent Mode and data layer. It runs when the page has been parsed, wherever it stands. */
  scriptTag({ nonce, ...options }: Vouched & ScriptOptions = {}): string {
    const { integrity } = SHIPPED_FILES['privacy.js'];
    const attributes = { type: 'module', src: this.urlOf('privacy.js'), integrity, ...this.crossing, nonce };
    return `${tag('script', { ...attributes, ...dataOf(options) })}</script>`;
  }

  /**
   * All that a page's head needs, to stand ahead of whatever else it loads: the settings with the constant script, the stylesheet and the script.
   *
   * @param settings what `ConsentMarkup` of `@nest-privacy/consent` says for this visitor, or for every cache
   */
  head(
    settings: PageSettings,
    { consentMode, ...options }: Vouched & ScriptOptions & Pick<BootMarkupOptions, 'consentMode'> = {},
  ): string {
    const { nonce } = options;
    return [bootMarkup(settings, { nonce, consentMode }), this.styleTag(), this.scriptTag(options)].join('\n');
  }

  /** Integrity of another origin's file can only be checked where it is asked for without credentials. */
  private get crossing(): { crossorigin?: 'anonymous' } {
    return this.config.publicUrl.startsWith('/') ? {} : { crossorigin: 'anonymous' };
  }
}
