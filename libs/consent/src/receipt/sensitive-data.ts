import { type ReceiptFacts } from './receipt-facts.js';
import { type ConsentControllerOptions } from './receipt.options.js';

/** Terms of the DPV for what GDPR Art. 9(1) and 10 treat as special (https://w3id.org/dpv/pd). */
const SPECIAL: ReadonlySet<string> = new Set(
  [
    ...['Biometric', 'CriminalConviction', 'Ethnicity', 'EthnicOrigin', 'Genetic', 'Health', 'HealthRecord'],
    ...['MedicalHealth', 'MentalHealth', 'PhilosophicalBelief', 'PhysicalHealth', 'PoliticalAffiliation'],
    ...[
      'PoliticalOpinion',
      'Race',
      'Religion',
      'ReligiousBelief',
      'Sexual',
      'SexualPreference',
      'TradeUnionMembership',
    ],
  ].map((term) => `pd:${term}`),
);

/** What a controller says to collect, each once, and whether it is special: because the controller says so, or because the term means it. */
export function personalDataOf(stated: ConsentControllerOptions): ReceiptFacts['personalData'] {
  const { personalData, sensitiveData = [] } = stated;
  return [...new Set([...personalData, ...sensitiveData])].map((kind) => ({
    kind,
    isSensitive: sensitiveData.includes(kind) || SPECIAL.has(kind),
  }));
}
