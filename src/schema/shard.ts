/** One of `count` parts of the work, from 1. */
export interface Shard {
  index: number;
  count: number;
}

/** More parts than anybody has machines. */
export const MAX_SHARDS = 1_000;
