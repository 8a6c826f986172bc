import type { ProducerFailure } from './ProducerFailure.ts'
import type { ProducerTiming } from './ProducerTiming.ts'

/** What a sequencer has seen of a producer. */
export interface Standing {
  /** Not made up for. */
  readonly failures: number
  /** It is not asked before; milliseconds since 1970. */
  readonly restUntilMs: number
}

/** That of a producer of which nothing is held against it. */
export const goodStanding: Standing = { failures: 0, restUntilMs: 0 }

/** Blocks that make up for a failure: whoever fails more often than once in so many is asked less and less. */
export const BLOCKS_PER_FAILURE = 16

/** Who says at once that it cannot has kept nobody waiting. */
const DECLINED = 1 / 4

/**
 * A producer's standing after a failure: who was wrong is left alone for as long as anybody, and all others for longer
 * each time, as far as they have not made up for it.
 */
export function standingAfter(
  { failures }: Standing,
  failure: ProducerFailure,
  nowMs: number,
  { restMs, maxRestMs }: ProducerTiming,
): Standing {
  const isWrong = failure === 'wrong-block' || failure === 'wrong-signature'
  const doublings = Math.min(Math.floor(failures), 20)
  const pauseMs = isWrong ? maxRestMs : Math.min(maxRestMs, restMs * 2 ** doublings)
  const isDeclined = failure === 'behind' || failure === 'nothing' || failure === 'refused'
  const weight = isDeclined ? DECLINED : 1
  return { failures: failures + weight, restUntilMs: nowMs + pauseMs }
}
