import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { varyBy } from '@nest-privacy/core/kit';
import { type EvidenceFile } from '../evidence/evidence-file.js';

/** Puts files that prove something on the response, equally on Express and Fastify. */
@Injectable()
export class EvidenceResponder {
  constructor(private readonly host: HttpAdapterHost) {}

  /** No cache may keep what belongs to one person. */
  keepPrivate(response: unknown): void {
    this.host.httpAdapter.setHeader(response, 'Cache-Control', 'private, no-store');
  }

  /** Offers the file to be saved, laid out for people to read. */
  sendFile(response: unknown, recordId: string, file: EvidenceFile): string {
    return this.send(
      response,
      'application/json',
      `consent-evidence-${recordId}.json`,
      `${JSON.stringify(file, null, 2)}\n`,
    );
  }

  /** Offers a receipt to be saved; which form it has hangs on the request. */
  sendReceipt(response: unknown, type: string, recordId: string, text: string): string {
    varyBy(this.host.httpAdapter, response, 'Accept');
    return this.send(
      response,
      type,
      `consent-receipt-${recordId}.${type === 'application/jwt' ? 'jwt' : 'jsonld'}`,
      text,
    );
  }

  private send(response: unknown, type: string, name: string, text: string): string {
    const { httpAdapter } = this.host;
    httpAdapter.setHeader(response, 'Content-Type', type);
    httpAdapter.setHeader(response, 'Content-Disposition', `attachment; filename="${name}"`);
    return text;
  }
}
