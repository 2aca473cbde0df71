import { type IncomingMessage, type ServerResponse } from 'node:http';
import { AssetResponder } from './asset-responder.js';
import { resolveClientOptions } from './client.config.js';
import { type ClientModuleOptions } from './client.options.js';

/** What Express, Connect and `@fastify/middie` call for each request. */
export type AssetsMiddleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * The files for browsers without the module: `app.use(clientAssets())`, to be used on the server's root.
 *
 * @throws ConfigurationError as the module does
 */
export function clientAssets(options: ClientModuleOptions = {}): AssetsMiddleware {
  const responder = new AssetResponder(resolveClientOptions(options));
  return (request, response, next) => {
    if (responder.takes(request)) responder.answer(request, response);
    else next();
  };
}
