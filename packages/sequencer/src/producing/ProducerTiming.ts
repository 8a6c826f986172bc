/** How long a sequencer waits for a producer before it does without, in milliseconds. */
export interface ProducerTiming {
  /** For its signature, with which a batch opens. */
  readonly openMs: number
  /** For a block. */
  readonly produceMs: number
  /** It is left alone for so long after it has failed once, then for twice as long each time. */
  readonly restMs: number
  readonly maxRestMs: number
}

/** On a devnet. */
export const devProducerTiming: ProducerTiming = {
  openMs: 2_000,
  produceMs: 2_000,
  restMs: 2_000,
  maxRestMs: 10_000,
}

/** Between machines far apart. */
export const publicProducerTiming: ProducerTiming = {
  openMs: 2_000,
  produceMs: 4_000,
  restMs: 12_000,
  maxRestMs: 600_000,
}
