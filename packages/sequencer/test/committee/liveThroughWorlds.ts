import type { Fault } from './CommitteeWorld.ts'
import { liveThroughWorld } from './liveThroughWorld.ts'

/** What happened in many worlds, so that a test can tell that it has tested something. */
export interface Experience {
  leaderships: number
  depositions: number
  recoveries: number
  acknowledged: number
}

/** Lives through the worlds of consecutive seeds; the error of one that goes wrong names its seed. */
export function liveThroughWorlds(runs: {
  readonly seed: number
  readonly numRuns: number
  readonly faults?: readonly Fault[]
}): Experience {
  const seen: Experience = { leaderships: 0, depositions: 0, recoveries: 0, acknowledged: 0 }
  for (let seed = runs.seed; seed < runs.seed + runs.numRuns; seed++) {
    try {
      const world = liveThroughWorld(seed, runs.faults)
      seen.leaderships += world.leaderships
      seen.depositions += world.depositions
      seen.recoveries += world.recoveries
      seen.acknowledged += world.acknowledged.size
    } catch (cause) {
      throw new Error(`in the world of seed ${seed}: ${(cause as Error).message}`, { cause })
    }
  }
  return seen
}
