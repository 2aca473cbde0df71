import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { type PretendVendor, startPretendVendor } from './pretend-vendor.js';
import { parseVendors, VENDOR_NAMES, type VendorName, type VendorOrigins } from './vendor.js';

/** Knows where the vendors are: where the environment says, and in development, where it says nothing, on this machine. */
@Injectable()
export class Vendors implements OnApplicationBootstrap, OnApplicationShutdown {
  private pretended: readonly PretendVendor[] = [];
  private known: VendorOrigins;

  constructor(@Inject(Settings) private readonly settings: Settings) {
    this.known = parseVendors(settings.environment.VENDORS);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { NODE_ENV, VENDORS } = this.settings.environment;
    if (NODE_ENV !== 'development' || VENDORS.length > 0) return;
    this.pretended = await Promise.all(VENDOR_NAMES.map(() => startPretendVendor()));
    this.known = Object.fromEntries(VENDOR_NAMES.map((name, i) => [name, this.pretended[i]!.origin]));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.pretended.map((vendor) => vendor.close()));
  }

  /** Where something of a vendor is; `undefined` where there is no such vendor. */
  urlOf(name: VendorName, path: string): string | undefined {
    const origin = this.known[name];
    return origin === undefined ? undefined : origin + path;
  }

  /** Each once. */
  origins(): readonly string[] {
    return [...new Set(Object.values(this.known))];
  }
}
