import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { BrowserScripts } from './browser-scripts.js';
import { Script } from './script.decorator.js';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** The scripts of the site: the client of the suite at `/client.js`, and what its pages load. */
@Controller()
@ApiExcludeController()
export class ScriptsController {
  constructor(private readonly scripts: BrowserScripts) {}

  /** The address to import from: it stays, and leads to what may be kept. */
  @Get('client.js')
  @Script('public, no-cache')
  client(): string {
    return `export * from '${this.scripts.urlOf('client/index.js')}';\n`;
  }

  @Get('browser/:version/client/:name')
  @Script(FOR_EVER)
  clientPart(@Param('version') version: string, @Param('name') name: string): string {
    return this.script(version, `client/${name}`);
  }

  @Get('browser/:version/:name')
  @Script(FOR_EVER)
  own(@Param('version') version: string, @Param('name') name: string): string {
    return this.script(version, name);
  }

  private script(version: string, path: string): string {
    const text = version === this.scripts.version ? this.scripts.textOf(path) : undefined;
    if (text === undefined) throw new NotFoundException('There is no such script.');
    return text;
  }
}
