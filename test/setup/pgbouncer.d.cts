import { type TestServer } from './postgres.cjs';

export function startPgBouncer(postgresUrl: string): Promise<TestServer | undefined>;
