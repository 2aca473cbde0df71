import { Body, Controller, Post } from '@nestjs/common';
import {
  CategoryRegistry,
  type ConsentCategory,
  CurrentRequest,
  DataSubject,
  OpensPersonalData,
  type Page,
  requestValidation,
  RequestView,
  RequireScope,
  SiteResolver,
} from '@nest-privacy/core';
import { invalidInput, NoPage } from '@nest-privacy/core/kit';
import { ConsentRecordView } from './dto/consent-record.view.js';
import { WithdrawalDto } from './dto/withdrawal.dto.js';
import { subjectNotFound } from './http/request-problems.js';
import { ConsentIdentities } from './identity/consent-identities.js';
import { ConsentWithdrawals } from './identity/consent-withdrawals.js';
import { type KeyOwner } from './identity/subject-keys.js';
import { SubjectPlaces } from './identity/subject-places.js';

/** Takes back for somebody who wrote or called, for administrators with the scope `consent:withdraw`. Nothing can be granted here. */
@Controller('admin/consent/withdrawals')
@NoPage()
@RequireScope('consent:withdraw')
@OpensPersonalData()
export class ConsentWithdrawalsController {
  constructor(
    private readonly withdrawals: ConsentWithdrawals,
    private readonly identities: ConsentIdentities,
    private readonly places: SubjectPlaces,
    private readonly sites: SiteResolver,
    private readonly registry: CategoryRegistry,
  ) {}

  /** Records it for each subject of the person, and answers with the records. */
  @Post()
  async add(
    @CurrentRequest() view: RequestView,
    @Body(requestValidation()) body: WithdrawalDto,
  ): Promise<Page<ConsentRecordView>> {
    const categories = body.categories && this.knownOf(body.categories);
    const siteId = body.site === undefined ? undefined : this.sites.chosen(view, body.site).id;
    const items: ConsentRecordView[] = [];
    for (const owner of await this.subjectsOf(body, siteId)) {
      const record = await this.withdrawals.withdraw(owner, categories);
      if (record) items.push(new ConsentRecordView(record));
    }
    if (items.length === 0) throw subjectNotFound();
    return { items, nextCursor: null };
  }

  private async subjectsOf(
    { userId, subjectId }: WithdrawalDto,
    siteId: string | undefined,
  ): Promise<readonly KeyOwner[]> {
    const id = subjectId?.toLowerCase();
    if (userId !== undefined) {
      const owners = await this.identities.subjectsOf(userId, { siteId });
      return id === undefined ? owners : owners.filter((owner) => owner.subjectId === id);
    }
    const owners = await this.places.of(DataSubject.of([{ kind: 'subject', value: id! }]));
    return siteId === undefined ? owners : owners.filter((owner) => owner.siteId === siteId);
  }

  private knownOf(categories: readonly ConsentCategory[]): readonly ConsentCategory[] {
    const { optional } = this.registry;
    const detail = `must be one of ${optional.join(', ')}`;
    const faults = categories.flatMap((category, i) =>
      optional.includes(category) ? [] : [{ path: `categories.${i}`, detail }],
    );
    if (faults.length > 0) throw invalidInput(faults);
    return [...new Set(categories)];
  }
}
