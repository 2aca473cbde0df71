import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, Clock, type RequestView } from '@nest-privacy/core';
import { ConsentConfig } from '../consent.config.js';
import { NO_EXPRESSION } from '../decision/decision-expression.js';
import { type DecisionRequest } from '../decision/decision-request.js';
import { type ImportedConsent } from '../decision/imported-consent.js';
import { type FoundConsent } from './found-consent.js';
import { saysAnything } from './found-decisions.js';
import { importedConsent } from './imported-consent-of.js';
import { type ImportSource } from './import-source.js';
import { rawCookie } from './raw-cookies.js';

interface Finding {
  readonly source: ImportSource;
  readonly found: FoundConsent;
}

/** Finds in a visitor's cookies what another tool kept before. Reads only; taking it over is a request of the visitor's page. */
@Injectable()
export class VisitorImports {
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly registry: CategoryRegistry,
  ) {
    for (const { names, trusted } of config.import)
      registry.assertKnown([...names.keys(), ...trusted], 'ConsentModule option "import"');
  }

  /** The tool whose cookie could be taken over: the first of the option `import` that shows a choice; `null` without one. */
  sourceFor(view: RequestView): string | null {
    return this.find(view)?.source.source ?? null;
  }

  /** The request that takes it over; `undefined` where there is nothing. */
  requestFor(view: RequestView): DecisionRequest | undefined {
    const finding = this.find(view);
    if (finding === undefined) return undefined;
    const imported = importedConsent(finding.found, finding.source, this.registry.optional, this.clock.now());
    return {
      kind: 'import',
      decisions: namedIn(imported),
      method: 'import',
      noticeVersion: imported.noticeVersion,
      catalogueVersion: null,
      language: imported.language,
      acknowledgedSignals: [],
      givenAt: imported.givenAt === null ? null : new Date(imported.givenAt),
      expression: NO_EXPRESSION,
      imported,
    };
  }

  private find(view: RequestView): Finding | undefined {
    const beside = (name: string): string | undefined => rawCookie(view, name);
    for (const source of this.config.import) {
      const value = source.cookies.map(beside).find((text) => text !== undefined);
      const found = value === undefined ? undefined : source.format?.({ value, beside });
      if (found && saysAnything(found, source, this.registry.optional)) return { source, found };
    }
    return undefined;
  }
}

const namedIn = ({ found }: ImportedConsent): DecisionRequest['decisions'] =>
  Object.fromEntries(Object.entries(found).filter(([, decision]) => decision !== 'unset'));
