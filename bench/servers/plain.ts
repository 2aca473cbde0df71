import 'reflect-metadata';
import { type AddressInfo } from 'node:net';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { GuardedController, InterceptedController, PlainController } from './plain.controller.js';
import { reportTo } from './report.js';

const variants: Readonly<Record<string, Type>> = {
  bare: PlainController,
  guard: GuardedController,
  interceptor: InterceptedController,
};

async function start(variant: string): Promise<void> {
  @Module({ controllers: [variants[variant]!] })
  class PlainModule {}

  const app = await NestFactory.create<NestFastifyApplication>(PlainModule, new FastifyAdapter(), { logger: false });
  app.enableShutdownHooks();
  await app.listen(0, '127.0.0.1');
  reportTo(process, (app.getHttpServer().address() as AddressInfo).port);
}

void start(process.env.VARIANT ?? 'bare');
