import { PAGE_METADATA, type PageDescription } from './page-metadata.js';

/**
 * Counts a route as a page view whatever type its response has, and says what the page is called. On a method it replaces what its class says.
 *
 * @example
 * ```ts
 * @TrackPage({ title: 'Checkout', name: 'checkout' })
 * @Get('checkout')
 * checkout() {}
 * ```
 */
export const TrackPage = (description: PageDescription = {}): MethodDecorator & ClassDecorator =>
  PAGE_METADATA(description);
