import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AdminAccess } from '@nest-privacy/core';
import { AdminTokensController } from './admin-tokens.controller.js';
import { AdminTokensService } from './admin-tokens.service.js';
import { AdminToken } from './entities/admin-token.entity.js';
import { TokenAdminAccess } from './token-admin-access.js';

/** Decides who may use the admin routes of the whole suite. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AdminToken])],
  controllers: [AdminTokensController],
  providers: [AdminTokensService, { provide: AdminAccess, useClass: TokenAdminAccess }],
  exports: [AdminAccess],
})
export class AdminModule {}
