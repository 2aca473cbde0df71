import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import {
  CategoryRegistry,
  Clock,
  CurrentRequest,
  type Decisions,
  NO_PLACE,
  type Place,
  requestValidation,
  RequestView,
  RequireScope,
  SiteResolver,
} from '@nest-privacy/core';
import { countryOf, invalidInput, NoPage, regionOf } from '@nest-privacy/core/kit';
import { PolicyPreviewDto } from './dto/policy-preview.dto.js';
import { type PreviewRecordDto } from './dto/preview-record.dto.js';
import { PolicyPreviewView } from './dto/policy-preview.view.js';
import { ConsentInterop } from './interop/consent-interop.js';
import { PolicyPreview, type PreviewedRecord } from './policy/policy-preview.js';

/** What the policy would say, for administrators with the scope `consent:read`. */
@Controller('admin/consent/policy')
@NoPage()
@RequireScope('consent:read')
export class ConsentPolicyController {
  constructor(
    private readonly previews: PolicyPreview,
    private readonly sites: SiteResolver,
    private readonly registry: CategoryRegistry,
    private readonly interop: ConsentInterop,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What a visitor would see who comes from somewhere on some day, and every rule that says so. Writes nothing. */
  @Post('preview')
  @HttpCode(200)
  preview(@CurrentRequest() view: RequestView, @Body(requestValidation()) given: PolicyPreviewDto): PolicyPreviewView {
    const { site, signals, record } = given;
    const answer = this.previews.of({
      siteId: this.sites.chosen(view, site).id,
      place: placeOf(given),
      signals: { gpc: signals?.gpc ?? false, dnt: signals?.dnt ?? null },
      now: given.instant() ?? this.clock.now(),
      record: record ? this.recordOf(record) : null,
    });
    return new PolicyPreviewView(answer, this.interop.modeOf(answer.consent.allowed));
  }

  private recordOf(record: PreviewRecordDto): PreviewedRecord {
    const { withdrawn = false, informed = false, noticeVersion } = record;
    const faults = Object.entries(record.decisions).flatMap(([name, decision]) => {
      const path = `record.decisions.${name}`;
      if (!this.registry.optional.includes(name as never)) return [{ path, detail: 'is no category to decide about' }];
      const isDecision = ['granted', 'denied', 'unset'].includes(decision as string);
      return isDecision ? [] : [{ path, detail: 'must be "granted", "denied" or "unset"' }];
    });
    if (faults.length > 0) throw invalidInput(faults);
    const decisions = record.decisions as Decisions;
    return { decisions, withdrawn, isInformed: informed, noticeVersion, decidedAt: record.instant() };
  }
}

function placeOf({ country: named, region: within }: PolicyPreviewDto): Place {
  const country = countryOf(named);
  const region = regionOf(within, country);
  if (typeof within === 'string' && region === null)
    throw invalidInput([{ path: 'region', detail: 'must be a region of the country, such as US-CA of US' }]);
  return country === null ? NO_PLACE : { country, region, source: 'assumed' };
}
