import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type RequestView } from '@nest-privacy/core';
import { childOf } from '@nest-privacy/core/kit';
import { ConsentCookies } from '../cookie/consent-cookies.js';
import { ConsentRecordView } from '../dto/consent-record.view.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';

/** Puts answers on the response, equally on Express and Fastify. */
@Injectable()
export class ConsentResponder {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly cookies: ConsentCookies,
  ) {}

  /** No cache may keep what belongs to one visitor, or answer in our place. */
  keepPrivate(response: unknown): void {
    this.host.httpAdapter.setHeader(response, 'Cache-Control', 'private, no-store');
  }

  /** Has the browser know where its visitor stands from now on. */
  giveCookies(view: RequestView, response: unknown, stored: StoredConsent): void {
    this.keepPrivate(response);
    for (const cookie of this.cookies.write(view, stored))
      this.host.httpAdapter.appendHeader(response, 'Set-Cookie', cookie);
  }

  /** Has the browser forget whose it was. */
  takeCookies(view: RequestView, response: unknown): void {
    this.keepPrivate(response);
    for (const cookie of this.cookies.forget(view)) this.host.httpAdapter.appendHeader(response, 'Set-Cookie', cookie);
  }

  /** Answers with the record; or with the way back to the page where a form stood. */
  send(
    view: RequestView,
    response: unknown,
    record: ConsentRecordEntity,
    reply: { status: number; redirect?: string },
  ): ConsentRecordView | '' {
    const { httpAdapter } = this.host;
    httpAdapter.status(response, reply.redirect === undefined ? reply.status : 303);
    if (reply.redirect !== undefined) {
      httpAdapter.setHeader(response, 'Location', reply.redirect);
      return '';
    }
    if (reply.status === 201) httpAdapter.setHeader(response, 'Location', childOf(view, 'records', record.id));
    return new ConsentRecordView(record);
  }
}
