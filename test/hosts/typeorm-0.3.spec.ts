import { DataSource } from 'typeorm';
import { BOLDEST, describeTableNames } from './table-names.suite.js';

jest.mock('typeorm', () => jest.requireActual<object>('typeorm-0.3'));

it('is the line 0.3 of TypeORM that runs here, whose query runners call their DataSource a connection', () => {
  const runner = new DataSource({ type: 'postgres' }).createQueryRunner();
  expect(Object.keys(runner)).toContain('connection');
  expect(runner).not.toHaveProperty('dataSource');
});

describeTableNames(BOLDEST);
