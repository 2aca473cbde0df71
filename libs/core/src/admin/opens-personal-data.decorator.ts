import { Reflector } from '@nestjs/core';

/** Metadata of {@link OpensPersonalData}. */
export const PERSONAL_DATA = Reflector.createDecorator<true>({ key: '@nest-privacy/core:personal-data' });

/**
 * Says that an admin route, or every route of a class, opens data of one person. The audit log asks why where it is told to, and keeps readably of the route's
 * parameters and query only what names nobody.
 */
export const OpensPersonalData = (): MethodDecorator & ClassDecorator => PERSONAL_DATA(true);
