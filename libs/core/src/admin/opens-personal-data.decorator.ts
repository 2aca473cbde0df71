import { Reflector } from '@nestjs/core';

/** When a route opens data of one person. */
export interface PersonalDataCondition {
  /** Members of the query of which one has to be given. @default it always does */
  readonly by?: readonly string[];
}

/** Metadata of {@link OpensPersonalData}. */
export const PERSONAL_DATA = Reflector.createDecorator<PersonalDataCondition>({
  key: '@nest-privacy/core:personal-data',
});

/**
 * Says that an admin route, or every route of a class, opens data of one person. The audit log asks why where it is told to, and keeps readably of the route's
 * parameters and query only what names nobody.
 *
 * @param when such as `{ by: ['userId'] }` for a list that may be of one person's. Default: always
 */
export const OpensPersonalData = (when: PersonalDataCondition = {}): MethodDecorator & ClassDecorator =>
  PERSONAL_DATA(when);
