import type { SegmentWitness } from '../witness/SegmentWitness.ts'

/** One node that hands out witnesses, of which nothing is believed. */
export interface WitnessPort {
  /** For people, such as its URL. */
  readonly name: string
  /** Rejects when the node cannot be reached or does not answer with a witness. */
  witness(
    chainId: number,
    firstBlock: number,
    lastBlock: number,
    signal: AbortSignal,
  ): Promise<SegmentWitness>
}
