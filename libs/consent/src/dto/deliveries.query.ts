import { PageQuery } from '@nest-privacy/core/validation';
import { IsIn, IsOptional } from 'class-validator';
import { type DeliveryStatus } from '../entities/consent-delivery.entity.js';

/** Which deliveries of a webhook. */
export class DeliveriesQuery extends PageQuery {
  @IsOptional()
  @IsIn(['pending', 'delivered', 'parked'], { message: '$property must be pending, delivered or parked' })
  status?: DeliveryStatus;
}
