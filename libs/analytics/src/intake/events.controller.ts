import { type IncomingMessage } from 'node:http';
import { Body, Controller, HttpCode, Inject, Post, Req, UseGuards } from '@nestjs/common';
import { RequestView } from '@nest-privacy/core';
import { NoPage, readText } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { eventsOf, requireMediaType } from './event-body.js';
import { EventIntake, type IntakeResult } from './event-intake.js';
import { bodyTooLarge } from './event-problems.js';
import { EventRate } from './event-rate.js';
import { OriginGuard } from './origin.guard.js';

/** Express' request is Node's own; Fastify's carries it. */
type FrameworkRequest = IncomingMessage & { readonly raw?: IncomingMessage };

/** `POST /analytics/events`: what browsers report, by `fetch` or `sendBeacon`. */
@Controller('analytics/events')
@NoPage()
export class EventsController {
  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    private readonly rate: EventRate,
    private readonly intake: EventIntake,
  ) {}

  @Post()
  @HttpCode(202)
  @UseGuards(OriginGuard)
  async receive(@Req() request: FrameworkRequest, @Body() body: unknown): Promise<IntakeResult> {
    const raw = request.raw ?? request;
    const view = RequestView.of(raw);
    requireMediaType(view);
    const { bodyLimit } = this.config;
    const content = body ?? (await readText(raw, bodyLimit, () => bodyTooLarge(bodyLimit)));
    const events = eventsOf(content, { bytes: bodyLimit, events: this.rate.most });
    await this.rate.take(view, events.length);
    return this.intake.accept(view, events);
  }
}
