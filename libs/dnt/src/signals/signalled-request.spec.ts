import { type Request } from 'express';
import { type FastifyRequest } from 'fastify';
import { type SignalledRequest } from './signalled-request.js';

it('is what requests of both frameworks are, as far as types go', () => {
  const ofFastify = (request: FastifyRequest): SignalledRequest => request;
  const ofExpress = ({ dnt = null, gpc = false }: Request): SignalledRequest => ({ dnt, gpc });
  expect([ofFastify, ofExpress]).toHaveLength(2);
});
