import { type Provider } from '@nestjs/common';
import { BatchImport } from './batch-import.js';
import { VisitorImports } from './visitor-imports.js';

/** What this room provides. */
export const IMPORT_PROVIDERS: Provider[] = [VisitorImports, BatchImport];
