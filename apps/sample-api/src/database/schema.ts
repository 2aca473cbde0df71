import { type MigrationInterface } from 'typeorm';
import { CreateAdminTokens1763600900000 } from '../admin/migrations/1763600900000-create-admin-tokens.js';

/** Every migration of the suite and of this application; TypeORM orders them by the time in their names. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [CreateAdminTokens1763600900000];
