import { Module } from '@nestjs/common';
import { CatchAllController } from './catch-all.controller.js';
import { PagesModule } from './pages.module.js';

/**
 * The route that takes every path. A module of its own, imported by the last of the modules: Nest registers what a dynamic module imports
 * all at once, and on Express the first route that matches answers.
 */
@Module({ imports: [PagesModule], controllers: [CatchAllController] })
export class CatchAllModule {}
