import { type INestApplication, type RequestMethod, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** The classes that a handler takes its input as. */
export interface RouteInput {
  readonly body?: Type;
  readonly query?: Type;
  readonly params?: Type;
}

/** Nest's documented decorators leave what they were told under this key: `<kind>:<index>` to `{ index, data }`. */
const ARGUMENTS = '__routeArguments__';
const KINDS: Readonly<Record<string, keyof RouteInput>> = { '3': 'body', '4': 'query', '5': 'params' };
const PLAIN = new Set<unknown>([Object, String, Number, Boolean, Array, undefined]);

function inputOf(controller: Type, name: string): RouteInput {
  const declared = (Reflect.getMetadata(ARGUMENTS, controller, name) ?? {}) as Record<
    string,
    { index: number; data?: unknown }
  >;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) ?? []) as Type[];
  const entries = Object.entries(declared).flatMap(([key, { index, data }]) => {
    const kind = KINDS[key.split(':')[0]!];
    const type = types[index];
    return kind !== undefined && data === undefined && !PLAIN.has(type) ? [[kind, type] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** What each route takes, by `Controller.method`. */
export function routeInputs(app: INestApplication): ReadonlyMap<string, RouteInput> {
  const scanner = app.get(MetadataScanner, { strict: false });
  const inputs = new Map<string, RouteInput>();
  for (const { metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    const controller = metatype as Type | null;
    if (!controller) continue;
    const prototype = controller.prototype as Record<string, object>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const method = Reflect.getMetadata('method', prototype[name]!) as RequestMethod | undefined;
      if (method !== undefined) inputs.set(`${controller.name}.${name}`, inputOf(controller, name));
    }
  }
  return inputs;
}
