import { ModuleRef, type ModulesContainer } from '@nestjs/core';
import { ConfigurationError } from '../errors/configuration.error.js';

type NestModule = ModulesContainer extends Map<string, infer M> ? M : never;

/** `@nest-privacy/core:ConsentReader` is ConsentReader. */
export const nameOf = (token: symbol): string => (token.description ?? '').replace(/^.*:/, '');

const homeOf = (modules: readonly NestModule[], self: ModuleRef): NestModule | undefined =>
  modules.find(({ providers }) => providers.get(ModuleRef)?.instance === self);

/**
 * What is bound to a port, as one module sees it: what is nearest, be it bound in the module itself, in one that it imports or a global one, or anywhere
 * in the application. To be asked once the application's providers exist.
 *
 * @param self of the module that asks
 * @throws ConfigurationError `PORT_AMBIGUOUS` when equally near modules bind different things, `PORT_SCOPED` when what is bound is made for each request
 */
export function boundTo(token: symbol, self: ModuleRef, container: ModulesContainer): unknown {
  const modules = [...container.values()];
  const home = homeOf(modules, self);
  const imported = [...(home?.imports ?? [])].filter(({ exports }) => exports.has(token));
  for (const level of [home ? [home] : [], imported, modules]) {
    const binding = level.filter(({ providers }) => providers.has(token));
    const bound = new Set(binding.map((module) => instanceIn(module, token)));
    if (bound.size === 1) return [...bound][0];
    if (bound.size > 1) throw ambiguous(token, binding);
  }
  return undefined;
}

/**
 * Everything that is bound to a port which may be bound many times, wherever in the application; what is reached by several ways counts once. To be asked
 * once the application's providers exist.
 *
 * @throws ConfigurationError `PORT_SCOPED` as {@link boundTo}
 */
export function allBoundTo(token: symbol, container: ModulesContainer): readonly unknown[] {
  const binding = [...container.values()].filter(({ providers }) => providers.has(token));
  return [...new Set(binding.flatMap((module) => instanceIn(module, token)))];
}

function instanceIn(module: NestModule, token: symbol): unknown {
  const provider = module.providers.get(token)!;
  if (provider.isDependencyTreeStatic()) return provider.instance;
  throw new ConfigurationError({
    code: 'PORT_SCOPED',
    what: `what is bound to ${nameOf(token)} is made anew for each request, and is asked without one`,
    where: module.name,
    remedy: 'bind a provider of the default scope that depends on none of another',
  });
}

const ambiguous = (token: symbol, modules: readonly NestModule[]): ConfigurationError =>
  new ConfigurationError({
    code: 'PORT_AMBIGUOUS',
    what: `${nameOf(token)} is bound to different things`,
    where: modules.map(({ name }) => name).join(' and '),
    remedy: 'bind it once, or give the module that is to have one of its own the option "extraProviders"',
  });
