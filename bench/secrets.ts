/** Keys of the benchmarks' servers; they guard nothing. */
export const BENCH_SECRETS: readonly string[] = ['benchmark-'.repeat(4)];
