import { type IncomingMessage, type ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { PROBLEM_MEDIA_TYPE, ProblemException, RequestView } from '@nest-privacy/core';
import { answerForAll, isWeaklyNamed, methodNotAllowed, type RawResource } from '@nest-privacy/core/kit';
import { CLIENT_CONFIG, type ClientConfig } from './client.config.js';
import { negotiateEncoding } from './negotiate-encoding.js';
import { SHIPPED_FILES, type ShippedFile } from './shipped-files.js';

const METHODS = ['GET', 'HEAD', 'OPTIONS'];
/** For a name that means one content for all times: a year. */
const FOR_EVER = 'public, max-age=31536000, immutable';
/** For a name that stays: whoever kept it asks whether it is still so. */
const ASK_AGAIN = 'public, no-cache';

interface Served {
  readonly shipped: ShippedFile;
  readonly type: string;
  readonly cacheControl: string;
}

const typeOf = (name: string): string => (name.endsWith('.css') ? 'text/css' : 'text/javascript');

/** By name: each file under the name by its content, and under the one that stays. There is nothing else, so that no path leads out. */
const served = new Map<string, Served>(
  Object.entries(SHIPPED_FILES).flatMap(([name, shipped]) => {
    const type = `${typeOf(name)}; charset=utf-8`;
    return [
      [shipped.file, { shipped, type, cacheControl: FOR_EVER }],
      [name, { shipped, type, cacheControl: ASK_AGAIN }],
    ] as const;
  }),
);

/** Answers what is asked for below the path of the files. */
@Injectable()
export class AssetResponder implements RawResource {
  private readonly folder: string;

  constructor(@Inject(CLIENT_CONFIG) { path }: ClientConfig) {
    this.folder = `${path}/`;
  }

  takes({ url }: IncomingMessage): boolean {
    return url?.startsWith(this.folder) ?? false;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const [name = ''] = request.url!.slice(this.folder.length).split('?', 1);
    const asset = served.get(name);
    if (asset === undefined) return refuse(request, response, assetUnknown());
    if (request.method === 'GET' || request.method === 'HEAD') return send(request, response, asset);
    response.setHeader('Allow', METHODS.join(', '));
    if (request.method === 'OPTIONS') return void response.writeHead(204, { 'Cache-Control': 'no-store' }).end();
    refuse(request, response, methodNotAllowed(METHODS));
  }
}

function send(request: IncomingMessage, response: ServerResponse, { shipped, type, cacheControl }: Served): void {
  answerForAll(RequestView.of(request));
  const encoding = negotiateEncoding(request.headers['accept-encoding']);
  const tag = `"${shipped.file}-${encoding}"`;
  response.setHeader('ETag', tag);
  response.setHeader('Cache-Control', cacheControl);
  response.appendHeader('Vary', 'Accept-Encoding');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // Pages of other origins, to which a network of caches passes them on, could not check their integrity otherwise.
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (isWeaklyNamed(tag, request.headers['if-none-match'])) return void response.writeHead(304).end();
  const body = Buffer.from(shipped.content[encoding], 'base64');
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function refuse({ method }: IncomingMessage, response: ServerResponse, error: ProblemException): void {
  const body = Buffer.from(JSON.stringify(error.problem));
  response.writeHead(error.getStatus(), {
    'Content-Type': PROBLEM_MEDIA_TYPE,
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(method === 'HEAD' ? undefined : body);
}

/** 404: no file of the client has this name. */
export const assetUnknown = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'ASSET_UNKNOWN',
    title: 'There is no such file',
    detail: 'Pages name the files as ClientAssets does; a name of an earlier version is gone with it.',
  });
