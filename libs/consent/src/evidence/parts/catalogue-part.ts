import { Injectable } from '@nestjs/common';
import { Ports } from '@nest-privacy/core/kit';
import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { type ConsentRecordEntity } from '../../entities/consent-record.entity.js';
import { type CatalogueEvidence, type EvidencePart } from '../evidence-file.js';
import { missing, notNamed } from './missing-part.js';

/** The catalogue that a record names, put together again and held against the hash that the record has of it. */
@Injectable()
export class CataloguePart {
  constructor(private readonly ports: Ports) {}

  async of(record: ConsentRecordEntity): Promise<EvidencePart<CatalogueEvidence>> {
    const { siteId, catalogueVersion: version, catalogueHash: sha256 } = record;
    if (version === null) return notNamed(record, 'The record names no catalogue of tracking items.');
    if (sha256 === null)
      return missing(
        'unknown',
        `The client named version ${version} of the catalogue, of which this server knew none.`,
      );
    const { catalogue } = this.ports;
    if (!catalogue)
      return missing('kept-elsewhere', `The record names version ${version} of a catalogue that is not kept here.`);
    const found = await catalogue.contents(siteId, version);
    if (!found) return missing('unknown', `Version ${version} of the catalogue is not here any more.`);
    if (canonicalSha256(found.items) !== sha256)
      return missing(
        'altered',
        `What is kept as version ${version} of the catalogue is not what the record names: its hash is another one.`,
      );
    return { status: 'included', version, sha256, items: found.items };
  }
}
