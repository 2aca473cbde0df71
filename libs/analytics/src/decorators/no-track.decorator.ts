import { PAGE_METADATA } from './page-metadata.js';

/** Never counts a route. On a method it replaces what its class says. */
export const NoTrack = (): MethodDecorator & ClassDecorator => PAGE_METADATA(false);
