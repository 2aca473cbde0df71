import {
  answer,
  type ControllerDescription,
  describeController,
  emptyAnswer,
  inPath,
  invalid,
  PAGE,
  problems,
  ref,
  REFUSALS,
  SITE,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { unknownCookie } from '../problems/tracking-item-problems.js';
import { UndeclaredCookiesAdminController } from '../undeclared-cookies-admin.controller.js';
import { UNDECLARED } from './examples.js';

const { failure, database, cursor, site } = REFUSALS;

/** Cookies that no item of the catalogue knows. */
export const UNDECLARED_ROUTES: ControllerDescription = describeController(UndeclaredCookiesAdminController, {
  list: {
    summary: 'Cookies that requests bring and the catalogue does not know',
    description:
      'Of a site, those of the latest hour to come up first: names and never values, 500 at most, those seen within 90 days. What is declared as `declaration` says leaves the list by itself. Needs the scope `catalogue:read`.',
    admin: true,
    parameters: [SITE, ...PAGE],
    responses: {
      200: answer('A page of the list.', ref('UndeclaredCookiePage'), {
        headers: ['Cache-Control'],
        example: { items: [UNDECLARED], nextCursor: null },
      }),
      ...problems(
        invalid('site', 'is not the id of a site'),
        cursor,
        ...unauthorised('catalogue:read'),
        site,
        failure,
        database,
      ),
    },
  },
  forget: {
    summary: 'Take an entry from the list',
    description: 'It comes back when the cookie does. Needs the scope `catalogue:write`.',
    admin: true,
    parameters: [inPath('id', 'Id of the entry.')],
    responses: {
      204: emptyAnswer('It was taken away.', ['Cache-Control']),
      ...problems(...unauthorised('catalogue:write'), unknownCookie(), failure, database),
    },
  },
});
