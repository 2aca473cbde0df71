import { readFileSync } from 'node:fs';
import { BOOT_MODULE, bootModule } from '../../scripts/docs/boot-snippet.js';

describe('the boot snippet', () => {
  it('is what boot.ts says; "npm run docs" makes it again', () => {
    expect(readFileSync(BOOT_MODULE, 'utf8')).toBe(bootModule());
  });
});
