export { CatalogueExchangeController } from './catalogue-exchange.controller.js';
export { type ItemFilter, type PageRequest } from './catalogue/item-list.js';
export { type ItemVersion } from './catalogue/item-versions.js';
export { type PublicCatalogue, type PublicTrackingItem } from './catalogue/render-catalogue.js';
export { type CatalogueItem, catalogueSha256, type SiteCatalogue } from './catalogue/site-catalogue.js';
export { type ChangeAction, type ChangeOrigin } from './content/change.js';
export { isLifetime, type Lifetime } from './content/lifetime.js';
export {
  type TrackingItemContent,
  type TrackingItemState,
  type TrackingItemText,
} from './content/tracking-item-content.js';
export {
  type CookiePatternInput,
  type TrackingItemInput,
  type TrackingItemTextInput,
} from './content/tracking-item-input.js';
export { type CookieNameMatch, type CookiePattern, type ObservedCookie } from './cookies/cookie-pattern.js';
export { cookieMatcher, matchesCookie } from './cookies/matches-cookie.js';
export { type UndeclaredCookieView } from './dto/undeclared-cookie.view.js';
export { type TrackingItemView } from './dto/tracking-item.view.js';
export { TRACKING_ITEMS_ENTITIES } from './entities/index.js';
export { CatalogueExchange } from './exchange/catalogue-exchange.js';
export { EXPORT_FORMAT, type ExportDocument, type ExportedItem } from './exchange/export-document.js';
export { type ImportResult } from './exchange/import-result.js';
export { CookieJanitor } from './janitor/cookie-janitor.js';
export { CookieJanitorMiddleware } from './janitor/cookie-janitor.middleware.js';
export { type CookieJanitorOptions, type CookieJanitorSettings } from './janitor/cookie-janitor.options.js';
export { TRACKING_ITEMS_MIGRATIONS } from './migrations/index.js';
export { TrackingItemsAdminController } from './tracking-items-admin.controller.js';
export { TrackingItemsConfig, type UndeclaredCookiesSettings } from './tracking-items.config.js';
export { TrackingItemsController } from './tracking-items.controller.js';
export { TRACKING_ITEMS_DATA_SOURCE } from './tracking-items.data-source.js';
export { TRACKING_ITEMS_OPTIONS, type TrackingItemsModuleExtras } from './tracking-items.module-definition.js';
export { TrackingItemsModule } from './tracking-items.module.js';
export { type TrackingItemsModuleOptions } from './tracking-items.options.js';
export { TRACKING_ITEMS_SCOPES } from './tracking-items.scopes.js';
export { type CatalogueWish, TrackingItemsService } from './tracking-items.service.js';
export { UndeclaredCookiesAdminController } from './undeclared-cookies-admin.controller.js';
export { UndeclaredCookies } from './undeclared/undeclared-cookies.js';
export { type UndeclaredCookiesOptions } from './undeclared/undeclared-cookies.options.js';
export { UndeclaredList } from './undeclared/undeclared-list.js';
export { type VersionCondition } from './version-condition.js';
