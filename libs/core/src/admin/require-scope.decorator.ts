import { applyDecorators, UseGuards } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AdminGuard } from './admin.guard.js';
import { type AdminScope } from './admin-scope.js';

/** Metadata of {@link RequireScope}. */
export const REQUIRED_SCOPE = Reflector.createDecorator<AdminScope>({ key: '@nest-privacy/core:require-scope' });

/** Lets only holders of a token with this scope pass; on a method it replaces what the class says. */
export const RequireScope = (scope: AdminScope): MethodDecorator & ClassDecorator =>
  applyDecorators(REQUIRED_SCOPE(scope), UseGuards(AdminGuard));
