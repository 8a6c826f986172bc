import { asHash, type Hash, hashWords } from '@mvm/protocol'
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

/** A game by its number, all of it in one exchange. Throws {@link ContractRevertError} `UnknownDispute`. */
export async function readGame(source: ContractSource, disputeId: number): Promise<Game> {
  const methods = ['dispute', 'segment', 'deadline']
  const [dispute, segment, deadline] = await callContracts(
    source,
    methods.map((method) => ({ contract: 'DisputeGame', method, args: [disputeId] })),
  )
  if (dispute === undefined) throw new RangeError('a call gave no result')
  const decoded = decodeDispute(disputeId, dispute)
  const whole = segment?.[0] ?? {}
  const position = Number(whole.position)
  const round = Number(whole.round)
  const startHash = asHash(whole.startHash)
  const endHash = asHash(whole.endHash)
  return {
    ...decoded,
    segment: { position, round, startHash, endHash, cutsHash: asHash(whole.cutsHash) },
    // Not asked of L1: calls may be answered at different heads, and a move for one segment would have another's name.
    segmentHash: hashWords(round, position, startHash, endHash),
    deadline: ['challenger-won', 'asserter-won', 'void'].includes(decoded.phase)
      ? null
      : Number(deadline?.[0]),
  }
}
