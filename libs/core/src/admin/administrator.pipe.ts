import { Injectable, type PipeTransform } from '@nestjs/common';
import { ModuleRef, ModulesContainer } from '@nestjs/core';
import { type Administrator } from '../ports/admin-access.js';
import { Ports } from '../ports/ports.js';
import { type RequestView } from '../request/request-view.js';
import { adminTokenRequired } from './admin-problems.js';
import { administratorOf } from './administrator-of.js';

/** Turns a request into its administrator; the working half of `@CurrentAdministrator()`. */
@Injectable()
export class AdministratorPipe implements PipeTransform<RequestView | undefined, Promise<Administrator>> {
  private readonly ports: Ports;

  constructor(self: ModuleRef, modules: ModulesContainer) {
    this.ports = new Ports(self, modules);
  }

  /** @throws ProblemException 401 `ADMIN_TOKEN_REQUIRED` */
  async transform(view: RequestView | undefined): Promise<Administrator> {
    const administrator = await administratorOf(view, this.ports.adminAccess);
    if (administrator === null) throw adminTokenRequired();
    return administrator;
  }
}
