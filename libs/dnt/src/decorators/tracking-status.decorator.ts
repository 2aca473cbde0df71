import { Reflector } from '@nestjs/core';

/** The status of one route. */
export interface RouteStatus {
  readonly id: string;
  readonly dynamic: boolean;
}

/** Metadata of {@link TrackingStatus}. */
export const TRACKING_STATUS = Reflector.createDecorator<RouteStatus>({ key: '@nest-privacy/dnt:tracking-status' });

/**
 * Gives a route, or a controller's routes, a status of its own: its responses carry `Tk: <value>;<status-id>` with the value of the registered
 * status, instead of the site's. On a method it replaces what the class says. An unknown id, and a site-wide status that is not `?` or `G`,
 * are refused at start.
 *
 * @param statusId a key of the option `statuses`
 * @param as `dynamic` sends `?`, so that the user agent asks the request-specific resource; default `registered`
 */
export const TrackingStatus = (
  statusId: string,
  as: 'registered' | 'dynamic' = 'registered',
): MethodDecorator & ClassDecorator => TRACKING_STATUS({ id: statusId, dynamic: as === 'dynamic' });
