import { Injectable, type PipeTransform } from '@nestjs/common';
import { ModuleRef, ModulesContainer } from '@nestjs/core';
import { NO_SIGNALS, type PrivacySignals, type RequestView } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';

/** Turns a request into its signals; the working half of `@Signals()`. */
@Injectable()
export class PrivacySignalsPipe implements PipeTransform<RequestView | undefined, PrivacySignals> {
  private readonly ports: Ports;

  constructor(self: ModuleRef, modules: ModulesContainer) {
    this.ports = new Ports(self, modules);
  }

  transform(request: RequestView | undefined): PrivacySignals {
    return request ? this.ports.signals.read(request) : NO_SIGNALS;
  }
}
