import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, ProblemException, type ProblemPart, SiteResolver } from '@nest-privacy/core';
import { invalidInput, jsonFaults } from '@nest-privacy/core/kit';
import { LIMITS } from '../content/limits.js';
import { type ImportedItem, TrackingItemReader } from '../tracking-item.reader.js';
import { describeEntry, type DjangoEntry, djangoEntry } from './django-entry.js';
import { type AssembledItem, assembleFixture } from './django-fixture.js';
import { DjangoSites } from './django-sites.js';
import { EXPORT_FORMAT } from './export-document.js';

const ITEM = /^(?:django_)?privacy_mgmt\.trackingitem$/;
const TEXT = /^(?:django_)?privacy_mgmt\.trackingitemtranslation$/;
const SITE = /^sites\.site$/;

/** Our names of what Django calls otherwise. */
const DJANGO_FIELDS: Readonly<Record<string, string>> = { purpose: 'description', sites: 'site' };

/**
 * Reads what `manage.py dumpdata django_privacy_mgmt sites` of django-privacy-mgmt (up to 0.0.20) writes: items, their django-parler translations and the
 * sites, whose domains name ours. Entries of other models are passed over.
 */
@Injectable()
export class DjangoFixtureReader {
  constructor(
    @Inject(CategoryRegistry) private readonly categories: CategoryRegistry,
    @Inject(SiteResolver) private readonly sites: SiteResolver,
    private readonly reader: TrackingItemReader,
  ) {}

  /** @throws ProblemException 400 `VALIDATION_FAILED` whose paths begin with the index of the entry, such as `3.fields.category` */
  async read(raw: readonly unknown[]): Promise<{ readonly items: readonly ImportedItem[]; readonly ignored: number }> {
    const entries = entriesOf(raw);
    const itemEntries = entries.filter(({ model }) => ITEM.test(model));
    const textEntries = entries.filter(({ model }) => TEXT.test(model));
    const siteEntries = entries.filter(({ model }) => SITE.test(model));
    refuse(keyFaults(itemEntries));
    const sites = new DjangoSites(siteEntries, this.sites);
    const { items, faults } = assembleFixture(itemEntries, textEntries, sites, this.categories);
    refuse(faults);
    const document = { format: EXPORT_FORMAT, version: 1, items: items.map((item) => item.raw) };
    const imported = await this.reader.readImport(document).catch((error: unknown) => {
      throw error instanceof ProblemException ? inFixture(error, items) : error;
    });
    return { items: imported, ignored: entries.length - itemEntries.length - textEntries.length - siteEntries.length };
  }
}

function refuse(faults: readonly ProblemPart[]): void {
  if (faults.length > 0) throw invalidInput(faults);
}

function entriesOf(raw: readonly unknown[]): readonly DjangoEntry[] {
  if (raw.length > LIMITS.fixtureEntries) {
    throw invalidInput([{ path: '', detail: `the fixture must have ${LIMITS.fixtureEntries} entries at most` }]);
  }
  refuse(jsonFaults(raw));
  return raw.map((value, index) => {
    const entry = djangoEntry(value, index);
    if (entry) return entry;
    throw invalidInput([{ path: `${index}`, detail: 'must be an object with "model", "pk" and "fields"' }]);
  });
}

function keyFaults(entries: readonly DjangoEntry[]): ProblemPart[] {
  const seen = new Set<unknown>();
  return entries.flatMap((entry) => {
    const { index, pk } = entry;
    const valid = Number.isSafeInteger(pk) || (typeof pk === 'string' && pk !== '');
    const repeated = seen.has(pk);
    seen.add(pk);
    if (valid && !repeated) return [];
    const detail = valid ? 'is the key of an earlier entry, too' : 'must be a whole number or text';
    return [{ path: `${index}.pk`, detail: `pk ${describeEntry(entry)} ${detail}` }];
  });
}

/** Turns the paths of our document into places of the fixture. */
function inFixture(error: ProblemException, items: readonly AssembledItem[]): ProblemException {
  return invalidInput(
    (error.problem.errors ?? []).map(({ path, detail }) => {
      const [, number, rest = ''] = /^items\.(\d+)\.(.*)$/s.exec(path) ?? [];
      const item = items[Number(number)];
      if (!item) return { path, detail };
      const [, language = '', field] = /^translations\.([^.]+)(?:\.(\w+))?/.exec(rest) ?? [];
      const entry = item.translations.get(language) ?? item.entry;
      const name = entry === item.entry ? rest.replace(/\..*$/s, '') : (field ?? 'language_code');
      return {
        path: `${entry.index}.fields.${DJANGO_FIELDS[name] ?? name}`,
        detail: `${detail} (${describeEntry(entry)})`,
      };
    }),
  );
}
