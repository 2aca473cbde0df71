import { type Type } from '@nestjs/common';
import { type Schema, type Schemas } from './schema.js';

/** A parameter of a route. */
export interface ParameterDescription {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description: string;
  readonly schema: Schema;
  readonly example?: unknown;
}

/** A header of an answer. */
export interface HeaderDescription {
  readonly description: string;
  readonly required?: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
}

/** A named example. */
export interface ExampleDescription {
  readonly summary: string;
  readonly value: unknown;
}

/** A body of one media type. */
export interface MediaDescription {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, ExampleDescription>>;
}

/** Bodies by media type. */
export type ContentDescription = Readonly<Record<string, MediaDescription>>;

/** One answer of a route. */
export interface ResponseDescription {
  readonly description: string;
  readonly headers?: Readonly<Record<string, HeaderDescription>>;
  readonly content?: ContentDescription;
}

/** Answers by status. */
export type ResponseDescriptions = Readonly<Record<string, ResponseDescription>>;

/** What a client is told of one route: an operation of OpenAPI 3.1 but for its place, its id and its tag. */
export interface RouteDescription {
  readonly summary: string;
  readonly description?: string;
  /** Whether an admin token is needed. */
  readonly admin?: boolean;
  readonly parameters?: readonly ParameterDescription[];
  readonly requestBody?: {
    readonly description: string;
    readonly required: boolean;
    readonly content: ContentDescription;
  };
  readonly responses: ResponseDescriptions;
}

type LifecycleHook =
  'onModuleInit' | 'onApplicationBootstrap' | 'onModuleDestroy' | 'beforeApplicationShutdown' | 'onApplicationShutdown';

/** A description of every handler of a controller. */
export type RoutesOf<T> = {
  readonly [
    K in Exclude<keyof T, LifecycleHook> & string as T[K] extends (...args: never[]) => unknown ? K : never
  ]: RouteDescription;
};

/** The routes of one controller, and of those that extend it. */
export interface ControllerDescription {
  readonly controller: Pick<Type, 'prototype'>;
  readonly routes: Readonly<Record<string, RouteDescription>>;
}

/** Describes a controller; the compiler sees to it that no handler is left out. */
export const describeController = <T>(
  controller: { readonly prototype: T },
  routes: RoutesOf<T>,
): ControllerDescription => ({ controller, routes });

/** The part of an API that one package answers. */
export interface ApiDescription {
  readonly tag: { readonly name: string; readonly description: string };
  /** What the routes refer to, by name. */
  readonly schemas: Schemas;
  readonly controllers: readonly ControllerDescription[];
  /** Routes that are answered before Nest routes at all, by method and path: `get /.well-known/gpc.json`. */
  readonly unrouted?: Readonly<Record<string, RouteDescription>>;
}

/** The part of an OpenAPI document that is completed; what `SwaggerModule.createDocument` returns fits. */
export interface OpenApiDocument {
  paths: Record<string, object>;
  components?: object;
  tags?: { name: string; description?: string }[];
  security?: readonly object[];
}
