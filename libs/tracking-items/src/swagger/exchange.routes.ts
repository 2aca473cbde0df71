import {
  answer,
  type ControllerDescription,
  describeController,
  invalid,
  problems,
  ref,
  REFUSALS,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { CatalogueExchangeController } from '../catalogue-exchange.controller.js';
import { catalogueFull } from '../problems/tracking-item-problems.js';
import { EXPORT } from './examples.js';

const { failure, database } = REFUSALS;

/** The catalogue as a file. */
export const EXCHANGE_ROUTES: ControllerDescription = describeController(CatalogueExchangeController, {
  export: {
    summary: 'The whole catalogue as a file',
    description: 'Needs the scope `catalogue:read`.',
    admin: true,
    responses: {
      200: answer('The living items, in the order of their ids.', ref('CatalogueExport'), {
        headers: ['Cache-Control', 'Content-Disposition'],
        example: EXPORT,
      }),
      ...problems(...unauthorised('catalogue:read'), failure, database),
    },
  },
  import: {
    summary: 'Take in an export, or a django-privacy-mgmt fixture',
    description:
      'All of it or nothing: an item whose id is here already gets the imported content, one that is not named stays as it is. Needs the scope `catalogue:write`.',
    admin: true,
    requestBody: {
      description: 'An export, or what `dumpdata` writes.',
      required: true,
      content: {
        'application/json': {
          schema: { anyOf: [ref('CatalogueImport'), ref('DjangoFixture')] },
          examples: { export: { summary: 'An export', value: EXPORT } },
        },
      },
    },
    responses: {
      200: answer('What was done.', ref('ImportResult'), {
        headers: ['Cache-Control'],
        example: { created: 1, updated: 0, unchanged: 0, ignored: 0 },
      }),
      ...problems(
        invalid('items.3.translations.de.name', 'name must be text of 1 to 1024 characters'),
        ...unauthorised('catalogue:write'),
        catalogueFull('holds 1000 items at most'),
        failure,
        database,
      ),
    },
  },
});
