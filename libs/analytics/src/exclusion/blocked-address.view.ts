import { type BlockedNetwork } from '../store/blocked-networks.js';

/** A blocked address or network, as the admin API shows it. */
export interface BlockedAddressView {
  readonly id: string;
  /** Canonical, such as `203.0.113.0/24`. */
  readonly network: string;
  /** Id of the site; `null` for all. */
  readonly site: string | null;
  readonly reason: string;
  /** `null` for never. */
  readonly expiresAt: string | null;
  readonly createdAt: string;
}

export const blockedViewOf = ({
  id,
  network,
  site,
  reason,
  expiresAt,
  createdAt,
}: BlockedNetwork): BlockedAddressView => ({
  id,
  network,
  site,
  reason,
  expiresAt: expiresAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});
