import { ValidateIf } from 'class-validator';

/** Marks a member that need not be given; `null` is a value like others, which `IsOptional` would let through. */
export const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_object, value: unknown) => value !== undefined);
