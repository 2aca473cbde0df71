import { Module } from '@nestjs/common';
import { ApplicationEnd } from './application-end.js';

/** Must not be made global, or the database may close first. */
@Module({ providers: [ApplicationEnd], exports: [ApplicationEnd] })
export class ApplicationEndModule {}
