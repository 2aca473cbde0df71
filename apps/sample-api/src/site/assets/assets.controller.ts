import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Asset } from './asset.decorator.js';
import { SiteAssets } from './site-assets.js';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** What the pages of the site load: its style, its mark, its scripts, and the client of the suite, which is at `/client.js`, too. */
@Controller()
@ApiExcludeController()
export class AssetsController {
  constructor(private readonly assets: SiteAssets) {}

  /** The address to import from: it stays, and leads to what may be kept. */
  @Get('client.js')
  @Asset('script', 'public, no-cache')
  client(): string {
    return `export * from '${this.assets.urlOf('client/index.js')}';\n`;
  }

  @Get('browser/:version/site.css')
  @Asset('style', FOR_EVER)
  style(@Param('version') version: string): string {
    return this.asset(version, 'site.css');
  }

  @Get('browser/:version/icon.svg')
  @Asset('picture', FOR_EVER)
  icon(@Param('version') version: string): string {
    return this.asset(version, 'icon.svg');
  }

  @Get('browser/:version/client/:name')
  @Asset('script', FOR_EVER)
  clientPart(@Param('version') version: string, @Param('name') name: string): string {
    return this.asset(version, `client/${name}`);
  }

  @Get('browser/:version/client/:room/:name')
  @Asset('script', FOR_EVER)
  clientRoom(@Param('version') version: string, @Param('room') room: string, @Param('name') name: string): string {
    return this.asset(version, `client/${room}/${name}`);
  }

  @Get('browser/:version/:name')
  @Asset('script', FOR_EVER)
  script(@Param('version') version: string, @Param('name') name: string): string {
    return this.asset(version, name);
  }

  private asset(version: string, path: string): string {
    const text = version === this.assets.version ? this.assets.textOf(path) : undefined;
    if (text === undefined) throw new NotFoundException('There is no such file.');
    return text;
  }
}
