import { Injectable } from '@nestjs/common';
import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { type ConsentRecordEntity } from '../../entities/consent-record.entity.js';
import { leafContentOf } from '../../ledger/record-leaf.js';
import { PolicyDecisions } from '../../policy/policy-decisions.js';
import { decisionReasons } from '../decision-reasons.js';
import { type DecisionReasons, type EvidencePart, type PolicyEvidence } from '../evidence-file.js';
import { missing, notNamed } from './missing-part.js';

/** What a policy decided for the visitor of a record, and by which rules; its hash is its name. */
@Injectable()
export class PolicyPart {
  constructor(private readonly decisions: PolicyDecisions) {}

  async of(record: ConsentRecordEntity): Promise<EvidencePart<PolicyEvidence>> {
    const { policyId: id, regime } = record;
    if (id === null)
      return notNamed(record, `The record names no decision of a policy; it was made under the regime ${regime}.`);
    const found = await this.decisions.byId(id);
    if (!found) return missing('unknown', 'The decision of a policy that the record names is not here.');
    const { id: _, ...decision } = found;
    if (canonicalSha256(decision) !== id)
      return missing(
        'altered',
        'What is kept as the decision of a policy is not what the record names: its hash is another one.',
      );
    return { status: 'included', id, decision, reasons: reasonsPart(record, decision) };
  }
}

function reasonsPart(record: ConsentRecordEntity, decision: PolicyEvidence['decision']): EvidencePart<DecisionReasons> {
  const categories = decisionReasons(leafContentOf(record), decision);
  return categories === null
    ? missing(
        'not-recorded',
        'The decision of the policy is of before it kept which categories Sec-GPC: 1 switches off, so that the reasons cannot be told.',
      )
    : { status: 'included', categories };
}
