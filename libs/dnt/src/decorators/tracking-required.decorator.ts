import { UseGuards } from '@nestjs/common';
import { TrackingRequiredGuard } from '../tracking-required.guard.js';

/** Puts {@link TrackingRequiredGuard} before a route, or before a controller's routes. */
export const TrackingRequired = (): MethodDecorator & ClassDecorator => UseGuards(TrackingRequiredGuard);
