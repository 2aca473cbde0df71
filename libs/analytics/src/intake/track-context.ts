import { type IncomingMessage } from 'node:http';
import { type RequestView } from '@nest-privacy/core';
import { type RevenueInput } from '../event/revenue.js';
import { type TransactionManager } from '../typeorm/transaction-manager.js';

/** Whom an event of the server's own belongs to, and what else there is to say of it. */
export interface TrackContext {
  /** The request in which it happens: Express', Fastify's, Node's or a {@link RequestView}. Site, page and visitor are then those of the request. */
  readonly request?: RequestView | IncomingMessage | { readonly raw: IncomingMessage };
  /** Without a request: an id of the visitor, which is hashed. Give one only where its person consented to statistics. @default nobody */
  readonly visitor?: string;
  /** Without a request: id of the site. @default the first site */
  readonly site?: string;
  /**
   * When it happened, at most 400 days ago and a minute from now. What happened more than 15 minutes ago counts for its day, and begins and ends no visit.
   * @default now
   */
  readonly at?: Date;
  /** Money that it brought. @default none */
  readonly revenue?: RevenueInput;
  /** See {@link TransactionContext}. */
  readonly manager?: undefined;
}

/** The context of an event that is to stand if and only if a transaction does. */
export interface TransactionContext extends Omit<TrackContext, 'manager'> {
  /** The manager of the transaction, which must be one of the DataSource that holds the tables of analytics. */
  readonly manager: TransactionManager;
}
