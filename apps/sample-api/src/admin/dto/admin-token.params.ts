import { IsUUID } from 'class-validator';

/** The path of `/admin/tokens/{id}`. */
export class AdminTokenParams {
  @IsUUID()
  id!: string;
}
