import {
  answer,
  type ControllerDescription,
  describeController,
  emptyAnswer,
  inQuery,
  invalid,
  problems,
  ref,
  REFUSALS,
  REQUEST_HEADERS,
  text,
} from '@nest-privacy/core/swagger';
import { unknownVersion } from '../problems/tracking-item-problems.js';
import { TrackingItemsController } from '../tracking-items.controller.js';
import { CATALOGUE } from './examples.js';

/** What visitors read. */
export const PUBLIC_ROUTES: ControllerDescription = describeController(TrackingItemsController, {
  read: {
    summary: 'What this site uses to track',
    description: 'In the best language there is; any cache may keep it. An earlier version never changes.',
    parameters: [
      inQuery('language', 'The language wanted, before that of `Accept-Language` (BCP 47).', text(35), {
        example: 'en',
      }),
      inQuery('category', 'Only this category.', text(32), { example: 'STATISTICS' }),
      inQuery('version', 'A version of the catalogue; the current one without.', {
        type: 'integer',
        minimum: 0,
        maximum: 2_147_483_647,
      }),
      REQUEST_HEADERS.acceptLanguage,
      REQUEST_HEADERS.ifNoneMatch,
    ],
    responses: {
      200: answer('The catalogue.', ref('Catalogue'), {
        headers: ['Cache-Control', 'Content-Language', 'ETag', 'Vary'],
        example: CATALOGUE,
      }),
      304: emptyAnswer('The client still has it.', ['Cache-Control', 'Content-Language', 'ETag', 'Vary']),
      ...problems(
        invalid('category', 'must be one of ESSENTIALS, STATISTICS, MARKETING'),
        unknownVersion(),
        REFUSALS.site,
        REFUSALS.failure,
        REFUSALS.database,
      ),
    },
  },
});
