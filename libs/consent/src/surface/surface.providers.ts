import { type Provider } from '@nestjs/common';
import { ConsentMarkup } from './consent-markup.js';
import { ConsentPaths } from './consent-paths.js';
import { RefusedForms } from './refused-forms.js';
import { SettingsOfPages } from './settings-of-pages.js';
import { SurfaceScenes } from './surface-scenes.js';

/** What renders for visitors. */
export const SURFACE_PROVIDERS: Provider[] = [
  ConsentPaths,
  SurfaceScenes,
  SettingsOfPages,
  RefusedForms,
  ConsentMarkup,
];
