import type { ProducerFailure } from './ProducerFailure.ts'
import type { ProducerTiming } from './ProducerTiming.ts'

/** What a sequencer has seen of a producer. */
export interface Standing {
  /** In a row. */
  readonly failures: number
  /** It is not asked before; milliseconds since 1970. */
  readonly restUntilMs: number
}

/** That of a producer that has never failed, or has done well since. */
export const goodStanding: Standing = { failures: 0, restUntilMs: 0 }

/**
 * A producer's standing after a failure: who is behind gets time to catch up, who was wrong is left alone for as long as
 * anybody, and all others for longer each time.
 */
export function standingAfter(
  { failures }: Standing,
  failure: ProducerFailure,
  nowMs: number,
  { restMs, maxRestMs }: ProducerTiming,
): Standing {
  if (failure === 'behind') return { failures, restUntilMs: nowMs + restMs }
  const isWrong = failure === 'wrong-block' || failure === 'wrong-signature'
  const pauseMs = isWrong ? maxRestMs : Math.min(maxRestMs, restMs * 2 ** Math.min(failures, 20))
  return { failures: failures + 1, restUntilMs: nowMs + pauseMs }
}
