import { type INestApplicationContext } from '@nestjs/common';
import {
  answer,
  type ApiDescription,
  describeApi,
  inPath,
  object,
  type OpenApiDocument,
  problems,
  ref,
  type RouteDescription,
  type Schemas,
} from '@nest-privacy/core/swagger';
import { DNT_CONFIG, type DntConfig } from '../dnt.config.js';
import { STATUS_MEDIA_TYPE, unknownStatus } from '../well-known/well-known.responder.js';

const SCHEMAS: Schemas = {
  TrackingStatus: {
    ...object(
      {
        tracking: { type: 'string', minLength: 1, maxLength: 1, description: 'Tracking status value (section 7.2).' },
        compliance: { type: 'array', items: { type: 'string' } },
        qualifiers: { type: 'string' },
        controller: { type: 'array', items: { type: 'string' } },
        'same-party': { type: 'array', items: { type: 'string' } },
        audit: { type: 'array', items: { type: 'string' } },
        policy: { type: 'string', description: 'Where the privacy policy is.' },
        config: { type: 'string', description: 'Where consent is explained, given and taken back.' },
      },
      ['tracking'],
    ),
    description: 'A tracking status object (W3C TPE, section 7.5.3); sites may add members.',
    additionalProperties: true,
  },
  GpcStatement: object(
    { gpc: { type: 'boolean' }, lastUpdate: { type: 'string', description: 'When the statement was last changed.' } },
    ['gpc'],
  ),
};

const STATUS = answer('The status for this visitor.', ref('TrackingStatus'), {
  type: STATUS_MEDIA_TYPE,
  headers: ['Cache-Control', 'Vary'],
  example: { tracking: 'N', policy: '/privacy' },
});

const SITE: RouteDescription = {
  summary: 'Tracking status of the site (W3C TPE)',
  description: 'The same as the header `Tk` of its answers tells.',
  responses: { 200: STATUS },
};

const SPECIFIC: RouteDescription = {
  summary: 'Tracking status of one kind of request (W3C TPE)',
  description: 'The header `Tk` of an answer names the status-id.',
  parameters: [
    inPath('statusId', 'The status-id, case-sensitive.', { type: 'string', pattern: '^[A-Za-z0-9_\\-+=/]{1,128}$' }),
  ],
  responses: { 200: STATUS, ...problems(unknownStatus()) },
};

const STATEMENT: RouteDescription = {
  summary: 'Whether this site abides by Global Privacy Control',
  description: 'The GPC support resource.',
  responses: {
    200: answer('The statement.', ref('GpcStatement'), {
      headers: ['Cache-Control', 'Vary'],
      example: { gpc: true, lastUpdate: '2026-06-15' },
    }),
  },
};

/** What the routes of this package answer, by what the module is told to serve. */
export const dntApi = ({ routes, gpcStatement }: Pick<DntConfig, 'routes' | 'gpcStatement'>): ApiDescription => ({
  tag: { name: 'signals', description: 'DNT and GPC: what this server does with them.' },
  schemas: SCHEMAS,
  controllers: [],
  unrouted:
    routes === 'mounted'
      ? {
          'get /.well-known/dnt/': SITE,
          'get /.well-known/dnt/{statusId}': SPECIFIC,
          ...(gpcStatement !== undefined && { 'get /.well-known/gpc.json': STATEMENT }),
        }
      : {},
});

/** Adds the routes of DntModule, of which Nest knows nothing, to the document that `SwaggerModule.createDocument` made of the application. */
export const describeDnt = (app: INestApplicationContext, document: OpenApiDocument): void =>
  describeApi(app, document, dntApi(app.get<DntConfig>(DNT_CONFIG, { strict: false })));
