export { type AssetsMiddleware, clientAssets } from './assets.middleware.js';
export { ClientAssets, type Vouched } from './client-assets.js';
export { ClientModule } from './client.module.js';
export { type ClientModuleExtras, type ClientModuleOptions } from './client.options.js';
export { type ScriptOptions } from './script-options.js';
export { type AssetName } from './shipped-files.js';
