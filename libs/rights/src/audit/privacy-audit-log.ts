import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type AuditedAction, type AuditedOutcome, type AuditLog } from '@nest-privacy/core';
import { cutText, newIdAt, SearchIndex } from '@nest-privacy/core/kit';
import { transact } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { AuditEntryEntity } from '../entities/audit-entry.entity.js';
import { AuditPendingEntity } from '../entities/audit-pending.entity.js';
import { AuditTargetEntity } from '../entities/audit-target.entity.js';
import { RightsConfig } from '../rights.config.js';
import { RIGHTS_DATA_SOURCE } from '../rights.data-source.js';
import { entryLeafHash } from '../seal/entry-leaf.js';
import { ReasonCipher } from '../reasons/reason-cipher.js';

/** Parts of a query that say which page is wanted, and nothing of anybody; and how much was left out. */
const OPEN: ReadonlySet<string> = new Set(['limit', 'cursor', 'from', 'to', '…']);
/** Characters. */
const LONGEST_OPEN = 200;
/** A value as the index of targets has it. */
const asFound = (value: string): string => cutText(value, LONGEST_OPEN);
const PARAMETER = /^[a-z][A-Za-z]{0,31}$/;

/** Keeps the audit log in the database, where nobody can change it. What names a person is kept as a keyed hash, and reasons are encrypted. */
@Injectable()
export class PrivacyAuditLog implements AuditLog, OnApplicationShutdown {
  readonly reasons: AuditLog['reasons'];
  private readonly logger = new Logger(PrivacyAuditLog.name);
  private readonly hashes: SearchIndex;
  private readonly cipher: ReasonCipher;
  private readonly concluding = new Set<Promise<void>>();

  constructor(
    @Inject(RIGHTS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(RightsConfig) { reasons, secrets, encryptionKeys }: RightsConfig,
  ) {
    this.reasons = reasons;
    this.hashes = new SearchIndex(secrets, 'rights-audit-target');
    this.cipher = new ReasonCipher(encryptionKeys, 'audit');
  }

  async record({ at, administrator, action, target, personal, reason }: AuditedAction): Promise<string> {
    const id = newIdAt(at);
    const kept = personal ? this.hidden(target) : target;
    const entry = { kind: 'action', actionId: id, administrator, action, target: kept, personal } as const;
    await this.add({
      id,
      at: new Date(at),
      ...entry,
      ...this.cipher.seal(id, reason),
      status: null,
      result: {},
    });
    return id;
  }

  conclude(outcome: AuditedOutcome): Promise<void> {
    const concluded = this.addOutcome(outcome)
      .catch((error: unknown) => this.logger.error(`The outcome of ${outcome.entryId} is lost: ${String(error)}`))
      .finally(() => this.concluding.delete(concluded));
    this.concluding.add(concluded);
    return concluded;
  }

  /** The values by which entries that name `value` are found: as it is, and hashed by each key. */
  spellingsOf(value: string): readonly string[] {
    return [asFound(value), ...this.hashes.allOf(value).map((hash) => `#${hash}`)];
  }

  /** The reason of an entry, for those who may read it. */
  reasonOf(entry: AuditEntryEntity): string | null {
    return this.cipher.open(entry.id, entry);
  }

  /** What is done already is told before the database goes. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.concluding);
  }

  private addOutcome({ entryId, status, result, at }: AuditedOutcome): Promise<void> {
    return this.add({
      id: newIdAt(at),
      at: new Date(at),
      kind: 'outcome',
      actionId: entryId,
      administrator: '',
      action: '',
      target: {},
      personal: false,
      reasonKey: null,
      reason: null,
      status,
      result,
    });
  }

  private async add(entry: AuditEntryEntity): Promise<void> {
    const { id, at } = entry;
    const hash = entryLeafHash(entry).toString('hex');
    const values = new Set(Object.values(entry.target).map(asFound));
    const targets = [...values].map((value) => ({ value, entryId: id }));
    await transact(this.source, async (manager) => {
      await manager.insert(AuditEntryEntity, entry);
      await manager.insert(AuditPendingEntity, { id, at, hash });
      await manager.insert(AuditTargetEntity, targets);
    });
  }

  private hidden(target: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(target).map(([name, value]) =>
        OPEN.has(name) ? [name, cutText(value, LONGEST_OPEN)] : [this.nameOf(name), this.hashOf(value)],
      ),
    );
  }

  /** What routes call their parameters stays; whatever else somebody may have put in its place does not. */
  private nameOf(name: string): string {
    return PARAMETER.test(name) ? name : this.hashOf(name);
  }

  private hashOf(value: string): string {
    return `#${this.hashes.of(value)}`;
  }
}
