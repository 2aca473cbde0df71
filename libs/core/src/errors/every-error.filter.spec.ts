import { Body, Controller, Get, Logger, NotFoundException, Post, UsePipes } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { IsInt } from 'class-validator';
import { QueryFailedError } from 'typeorm';
import { startTestApp, TEST_ADAPTERS, type TestApp } from '../testing/index.js';
import { requestValidation } from '../validation/request-validation.js';
import { PlainText } from '../validation/index.js';
import { ProblemException } from './problem.exception.js';
import { EveryErrorFilter } from './every-error.filter.js';

class ThingDto {
  @PlainText(5)
  name!: string;

  @IsInt()
  size!: number;
}

@Controller()
@UsePipes(requestValidation())
class FailingController {
  @Get('own')
  own(): never {
    throw new ProblemException({
      status: 429,
      code: 'TOO_OFTEN',
      title: 'Too often',
      detail: 'Wait.',
      headers: { 'Retry-After': '7' },
      extensions: { seconds: 7 },
    });
  }

  @Get('nest')
  nest(): never {
    throw new NotFoundException('No such thing');
  }

  @Get('bug')
  bug(): never {
    throw new Error('secret of visitor@example.org');
  }

  @Get('other-bug')
  otherBug(): never {
    throw new Error(`another one at ${Math.random()}`);
  }

  @Get('database')
  database(): never {
    throw new QueryFailedError(
      'SELECT 1',
      ['of visitor@example.org'],
      Object.assign(new Error('too many clients'), { code: '53300' }),
    );
  }

  @Post('things')
  create(@Body() thing: ThingDto): ThingDto {
    return thing;
  }
}

describe.each(TEST_ADAPTERS)('EveryErrorFilter under %s', (adapter) => {
  let server: TestApp;
  const post = (body: string) =>
    fetch(`${server.url}/things`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });

  beforeAll(async () => {
    server = await startTestApp({
      adapter,
      controllers: [FailingController],
      providers: [{ provide: APP_FILTER, useClass: EveryErrorFilter }],
      configure: (app) => app.useLogger(false),
    });
  });
  afterAll(() => server.close());

  it('sends an own problem as it is, with its headers', async () => {
    const response = await fetch(`${server.url}/own`);
    expect(response.status).toBe(429);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.json()).toEqual({
      type: 'urn:nest-privacy:problem:too-often',
      title: 'Too often',
      status: 429,
      code: 'TOO_OFTEN',
      detail: 'Wait.',
      seconds: 7,
    });
  });

  it('puts every other error into the same form, and leaks nothing of a bug', async () => {
    expect(await (await fetch(`${server.url}/nest`)).json()).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
      detail: 'No such thing',
    });
    expect(await (await fetch(`${server.url}/unmatched`)).json()).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const bug = await (await fetch(`${server.url}/bug`)).text();
    expect(JSON.parse(bug)).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
    expect(bug).not.toContain('visitor@example.org');
    expect(await (await post('{"name":')).json()).toMatchObject({ status: 400 });
  });

  it('writes a bug that every request meets into the log once', async () => {
    const lines: unknown[] = [];
    const spy = jest.spyOn(Logger.prototype, 'error').mockImplementation((line) => void lines.push(line));
    for (let i = 0; i < 20; i++) await fetch(`${server.url}/other-bug`);
    spy.mockRestore();
    expect(lines).toEqual(['INTERNAL_ERROR']);
  });

  it('tells of a database that does not do its work by 503, when to come back, and not why', async () => {
    const response = await fetch(`${server.url}/database`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
    expect(body).not.toMatch(/clients|visitor@example.org/);
  });

  it('names each fault of the input and its place', async () => {
    const response = await post(JSON.stringify({ name: 'a\u0000b', size: 'x', admin: true }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [
        { path: 'admin', detail: expect.stringContaining('should not exist') },
        { path: 'name', detail: 'name must not contain control characters' },
        { path: 'size', detail: 'size must be an integer number' },
      ],
    });
  });
});
