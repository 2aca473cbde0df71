import { type TestServer } from './postgres.cjs';

export function startRedis(): Promise<TestServer>;
