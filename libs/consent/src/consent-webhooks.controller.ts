import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res, UsePipes } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  CurrentRequest,
  type Page,
  requestValidation,
  RequestView,
  RequireScope,
  seconds,
  SiteResolver,
} from '@nest-privacy/core';
import { childOf, NoPage, WithoutBody } from '@nest-privacy/core/kit';
import { DeliveriesQuery } from './dto/deliveries.query.js';
import { DeliveryView } from './dto/delivery.view.js';
import { ReplayDto } from './dto/replay.dto.js';
import { RotationQuery } from './dto/rotation.query.js';
import { WebhookChangeDto } from './dto/webhook-change.dto.js';
import { WebhookDto } from './dto/webhook.dto.js';
import { WebhookView } from './dto/webhook.view.js';
import { type ConsentWebhookEntity } from './entities/consent-webhook.entity.js';
import { type DeliveryFigures, DeliveryQueue, NO_DELIVERIES } from './outbox/delivery-queue.js';
import { publicKeyOf, schemeOf } from './outbox/webhook-secret.js';
import { type ShownWebhook, Webhooks } from './outbox/webhooks.js';

/** Who outside is told of consent changes, for administrators with the scope `consent:webhooks`. */
@Controller('admin/consent/webhooks')
@NoPage()
@RequireScope('consent:webhooks')
@UsePipes(requestValidation())
export class ConsentWebhooksController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly queue: DeliveryQueue,
    private readonly sites: SiteResolver,
    private readonly host: HttpAdapterHost,
  ) {}

  /** All that administrators added; those of the options are not among them. */
  @Get()
  async list(): Promise<{ items: WebhookView[] }> {
    const [webhooks, figures] = [await this.webhooks.all(), await this.queue.figures()];
    return { items: webhooks.map((webhook) => this.viewWith(webhook, figures)) };
  }

  /** Adds one, which is told of what is decided from now on; the answer shows the secret, once. */
  @Post()
  async add(
    @CurrentRequest() view: RequestView,
    @Body() { url, description, site, events, scheme = 'v1' }: WebhookDto,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<WebhookView> {
    const input = { url, description: description ?? '', siteId: this.siteOf(site) ?? null, events: events ?? null };
    const shown = await this.webhooks.add(input, scheme);
    this.host.httpAdapter.setHeader(response, 'Location', childOf(view, shown.webhook.id));
    return this.shownOf(shown);
  }

  @Get(':id')
  async get(@Param('id') id: string): Promise<WebhookView> {
    return this.viewOf(await this.webhooks.get(id));
  }

  /** Changes one; `active` also for one that was disabled, which goes on where it stood. */
  @Patch(':id')
  async change(@Param('id') id: string, @Body() change: WebhookChangeDto): Promise<WebhookView> {
    const { url, description, site, events, status } = change;
    const given = { url, description, siteId: this.siteOf(site), events, status };
    const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return this.viewOf(await this.webhooks.change(id, said));
  }

  /** Removes one, with all that it was to be told. */
  @Delete(':id')
  @WithoutBody()
  @HttpCode(204)
  async remove(@Param('id') id: string): Promise<void> {
    await this.webhooks.delete(id);
  }

  /** Gives a new secret, shown once; the one before signs beside it for a while, or no more where others know it. */
  @Post(':id/secret')
  @WithoutBody()
  async rotate(@Param('id') id: string, @Query() { overlapSeconds }: RotationQuery): Promise<WebhookView> {
    const overlap = overlapSeconds === undefined ? undefined : seconds(overlapSeconds);
    return this.shownOf(await this.webhooks.rotate(id, overlap));
  }

  /** What it is to be told and what it was told, newest first. */
  @Get(':id/deliveries')
  async deliveries(@Param('id') id: string, @Query() query: DeliveriesQuery): Promise<Page<DeliveryView>> {
    await this.webhooks.get(id);
    const page = await this.queue.page(id, { status: query.status }, query);
    return { ...page, items: page.items.map((delivery) => new DeliveryView(delivery)) };
  }

  /** Has parked deliveries made once more, or those that were made and are still kept. */
  @Post(':id/replay')
  @HttpCode(202)
  async replay(@Param('id') id: string, @Body() body: ReplayDto): Promise<{ replayed: number }> {
    await this.webhooks.get(id);
    const { status = 'parked' } = body;
    const range = { status, from: body.fromInstant(), until: body.untilInstant() };
    return { replayed: await this.queue.replay(id, range) };
  }

  private siteOf(site: string | null | undefined): string | null | undefined {
    return typeof site === 'string' ? this.sites.named(site).id : site;
  }

  private async viewOf(webhook: ConsentWebhookEntity): Promise<WebhookView> {
    return this.viewWith(webhook, await this.queue.figures(webhook.id));
  }

  private viewWith(webhook: ConsentWebhookEntity, figures: ReadonlyMap<string, DeliveryFigures>): WebhookView {
    const { secret } = this.webhooks.signing(webhook)[0]!;
    const scheme = schemeOf(secret);
    const publicKey = scheme === 'v1a' ? publicKeyOf(secret) : null;
    return new WebhookView(webhook, { scheme, publicKey }, figures.get(webhook.id) ?? NO_DELIVERIES);
  }

  /** Of `v1a` receivers need the public key only. */
  private async shownOf({ webhook, secret }: ShownWebhook): Promise<WebhookView> {
    const view = await this.viewOf(webhook);
    return schemeOf(secret) === 'v1a' ? view : { ...view, secret };
  }
}
