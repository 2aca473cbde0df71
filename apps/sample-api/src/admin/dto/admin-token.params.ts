import { IsId } from '@nest-privacy/core/validation';

/** The path of `/admin/tokens/{id}`. */
export class AdminTokenParams {
  @IsId()
  id!: string;
}
