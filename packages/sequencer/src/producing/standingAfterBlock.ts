import { BLOCKS_PER_FAILURE, type Standing } from './standingAfter.ts'

/** A producer's standing after a block that was right and in time: failures are made up for, not forgotten. */
export function standingAfterBlock({ failures, restUntilMs }: Standing): Standing {
  return { failures: Math.max(0, failures - 1 / BLOCKS_PER_FAILURE), restUntilMs }
}
