import { Controller, Get } from '@nestjs/common';
import { TrackingStatus } from '@nest-privacy/dnt';

/** The routes with a status of their own, in fixtures that register it. */
@Controller()
export class DntStatusRoutesController {
  @Get('ads')
  @TrackingStatus('ads')
  ads(): string {
    return 'ads';
  }

  @Get('dyn')
  @TrackingStatus('ahoy', 'dynamic')
  dyn(): string {
    return 'dynamic';
  }
}

/** The same routes in fixtures without statuses. */
@Controller()
export class DntPlainRoutesController {
  @Get('ads')
  ads(): string {
    return 'ads';
  }

  @Get('dyn')
  dyn(): string {
    return 'dynamic';
  }
}
