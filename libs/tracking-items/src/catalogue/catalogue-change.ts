import { newId } from '@nest-privacy/core/kit';
import { type EntityManager, In } from 'typeorm';
import { canonicalJson } from '@nest-privacy/core/sealing';
import { type ChangeAction, type ChangeOrigin } from '../content/change.js';
import { type TrackingItemContent, type TrackingItemState } from '../content/tracking-item-content.js';
import { TrackingItemTranslationEntity } from '../entities/tracking-item-translation.entity.js';
import { TrackingItemVersionEntity } from '../entities/tracking-item-version.entity.js';
import { TrackingItemEntity } from '../entities/tracking-item.entity.js';
import { chunksOf } from './chunks-of.js';

/** Rows in one INSERT; 13 columns each, far below the parameters either database takes. */
const BATCH = 100;

interface Step {
  readonly state: TrackingItemState;
  readonly action: ChangeAction;
}

/** One change of the catalogue, of one item or of many: collected first, then written at once. */
export class CatalogueChange {
  private readonly steps: Step[] = [];

  constructor(
    readonly manager: EntityManager,
    private readonly origin: ChangeOrigin,
    private readonly now: Date,
  ) {}

  get isEmpty(): boolean {
    return this.steps.length === 0;
  }

  create(content: TrackingItemContent, id: string = newId()): TrackingItemState {
    const { now } = this;
    return this.step('created', { id, content, version: 1, createdAt: now, updatedAt: now, deletedAt: null });
  }

  /** Gives the item this content, and life if it was deleted. Content that it has already is no change. */
  update(state: TrackingItemState, content: TrackingItemContent): TrackingItemState {
    if (state.deletedAt === null && canonicalJson(content) === canonicalJson(state.content)) return state;
    const action = state.deletedAt === null ? 'updated' : 'restored';
    return this.step(action, {
      ...state,
      content,
      version: state.version + 1,
      updatedAt: this.now,
      deletedAt: null,
    });
  }

  delete(state: TrackingItemState): void {
    this.step('deleted', { ...state, version: state.version + 1, updatedAt: this.now, deletedAt: this.now });
  }

  async flush(): Promise<void> {
    for (const batch of chunksOf(this.steps, BATCH)) {
      const ids = batch.map(({ state }) => state.id);
      await this.manager.delete(TrackingItemTranslationEntity, { itemId: In(ids) });
      await this.manager.upsert(TrackingItemEntity, batch.map(rowOf), ['id']);
      await this.manager.insert(
        TrackingItemVersionEntity,
        batch.map((step) => this.versionOf(step)),
      );
      for (const texts of chunksOf(batch.flatMap(textsOf), BATCH)) {
        await this.manager.insert(TrackingItemTranslationEntity, [...texts]);
      }
    }
  }

  private step(action: ChangeAction, state: TrackingItemState): TrackingItemState {
    this.steps.push({ action, state });
    return state;
  }

  private versionOf({ state: { id, version, content }, action }: Step): TrackingItemVersionEntity {
    return { itemId: id, version, action, origin: this.origin, content, createdAt: this.now };
  }
}

function rowOf({ state }: Step): TrackingItemEntity {
  const { id, version, createdAt, updatedAt, deletedAt, content } = state;
  const { category, provider, lifetime, domain, cookies, ordering, enabled, sites } = content;
  const said = { category, provider, lifetime, domain, cookies, ordering, enabled, sites };
  return { id, ...said, version, createdAt, updatedAt, deletedAt };
}

const textsOf = ({ state: { id, content } }: Step): TrackingItemTranslationEntity[] =>
  Object.entries(content.translations).map(([language, text]) => ({ itemId: id, language, ...text }));
