/** Keys of the benchmarks' servers; they guard nothing. */
export const BENCH_SECRETS: readonly string[] = ['benchmark-'.repeat(4)];

/** Token of the one administrator. */
export const BENCH_ADMIN = 'administrator-'.repeat(3);
