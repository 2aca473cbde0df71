import { SetMetadata, type Type } from '@nestjs/common';

const TAKES_DECISIONS = '@nest-privacy/consent:takes-decisions';

/** Marks the controller, and those that an application makes of it, to whose method `decide` the forms of pages lead. */
export const TakesDecisions = (): ClassDecorator => SetMetadata(TAKES_DECISIONS, true);

/** Whether forms lead to a controller. */
export const takesDecisions = (controller: Type): boolean => Reflect.getMetadata(TAKES_DECISIONS, controller) === true;
