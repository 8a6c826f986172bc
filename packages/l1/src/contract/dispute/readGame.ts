import { asHash, type Hash } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'
import { type Dispute, decodeDispute } from './decodeDispute.ts'

/** The part of a block's trace that a game is about. */
export interface DisputedSegment {
  /** Of its first state, 0 … 2^38 - 1. */
  readonly position: number
  /** Picks made: 7 when one step is left. */
  readonly round: number
  readonly startHash: Hash
  readonly endHash: Hash
  /** keccak256 of the states that the asserter posted last; zero when it is to post. */
  readonly cutsHash: Hash
}

/** Where a game stands (spec 4.1). */
export interface Game extends Dispute {
  readonly segment: DisputedSegment
  /** What a move names, so that it counts for this segment only. */
  readonly segmentHash: Hash
  /** Timestamp after which the side that is to move has lost; `null` when the game is decided. */
  readonly deadline: number | null
}

/** A game by its number. Throws {@link ContractRevertError} `UnknownDispute`. */
export async function readGame(source: ContractSource, disputeId: number): Promise<Game> {
  const methods = ['dispute', 'segment', 'segmentHash', 'deadline']
  const results = await callContracts(
    source,
    methods.map((method) => ({ contract: 'DisputeGame', method, args: [disputeId] })),
  )
  const [dispute, segment, segmentHash, deadline] = results
  if (dispute === undefined) throw new RangeError('a call gave no result')
  const decoded = decodeDispute(disputeId, dispute)
  const { position, round, startHash, endHash, cutsHash } = segment?.[0] ?? {}
  return {
    ...decoded,
    segment: {
      position: Number(position),
      round: Number(round),
      startHash: asHash(startHash),
      endHash: asHash(endHash),
      cutsHash: asHash(cutsHash),
    },
    segmentHash: asHash(segmentHash?.[0]),
    deadline: ['challenger-won', 'asserter-won', 'void'].includes(decoded.phase)
      ? null
      : Number(deadline?.[0]),
  }
}
