import { Inject, Injectable } from '@nestjs/common';
import { type Page } from '@nest-privacy/core';
import { isId, pageOf } from '@nest-privacy/core/kit';
import { read, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { type PageRequest } from '../catalogue/item-list.js';
import { RequestCookies } from '../cookies/request-cookies.js';
import { UndeclaredCookieEntity } from '../entities/undeclared-cookie.entity.js';
import { unknownCookie } from '../problems/tracking-item-problems.js';
import { TRACKING_ITEMS_DATA_SOURCE } from '../tracking-items.data-source.js';
import { isDeclared } from './is-declared.js';

/** What administrators are shown of the cookies that no catalogue knows. A list is short, so that it is read whole. */
@Injectable()
export class UndeclaredList {
  constructor(
    @Inject(TRACKING_ITEMS_DATA_SOURCE) private readonly source: DataSource,
    private readonly requests: RequestCookies,
  ) {}

  /** A site's, those of the latest hour to come up first; what is declared by now is left out, although it is not yet taken away. */
  async page(site: string, { limit, after }: PageRequest): Promise<Page<UndeclaredCookieEntity>> {
    const rows = await read(this.source, (manager) =>
      manager.find(UndeclaredCookieEntity, { where: { site }, order: { id: 'DESC' } }),
    );
    const lexicon = this.requests.lexiconOf(site);
    const listed = rows
      .filter(({ name }) => !isDeclared(lexicon, name))
      .filter(({ id }) => after === undefined || id < after[0]!);
    return pageOf(listed.slice(0, limit + 1), limit, ({ id }) => [id]);
  }

  /**
   * Takes an entry away. It comes back when the cookie does.
   *
   * @throws ProblemException 404 `UNDECLARED_COOKIE_UNKNOWN`
   */
  async forget(id: string): Promise<void> {
    const { affected } = isId(id)
      ? await write(this.source, (manager) => manager.delete(UndeclaredCookieEntity, { id }))
      : { affected: 0 };
    if (affected === 0) throw unknownCookie();
  }
}
