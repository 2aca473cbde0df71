import { type DynamicModule, Module } from '@nestjs/common';
import { AssetResponder } from './asset-responder.js';
import { ClientAssets } from './client-assets.js';
import { CLIENT_CONFIG, resolveClientOptions } from './client.config.js';
import { CLIENT_OPTIONS, ConfigurableModuleClass, type OPTIONS_TYPE } from './client.module-definition.js';
import { ClientMount } from './client.mount.js';

/**
 * Serves the browser's part from the package itself, compressed beforehand and kept for ever by whoever asked once, and tells pages how to load it
 * ({@link ClientAssets}). Whoever bundles the client into files of their own needs none of this. Needs the CoreModule of `@nest-privacy/core`.
 */
@Module({
  providers: [
    { provide: CLIENT_CONFIG, inject: [CLIENT_OPTIONS], useFactory: resolveClientOptions },
    AssetResponder,
    ClientAssets,
    ClientMount,
  ],
  exports: [ClientAssets],
})
export class ClientModule extends ConfigurableModuleClass {
  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }
}
