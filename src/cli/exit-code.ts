/** 0: done. 1: findings, from the few commands that have them. 2: could not run. */
export type ExitCode = 0 | 1 | 2;
