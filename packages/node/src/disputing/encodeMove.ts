import type { Move } from '@mvm/fraud-proof'
import {
  encodeBisectDispute,
  encodeClaimTimeout,
  encodePickPart,
  encodeProveStep,
  encodeResolveDispute,
  type Game,
} from '@mvm/l1'
import type { Hex } from '@mvm/protocol'

/** Calldata for the DisputeGame. */
export function encodeMove(
  move: Exclude<Move, { readonly kind: 'wait' }>,
  { disputeId, segmentHash }: Pick<Game, 'disputeId' | 'segmentHash'>,
): Hex {
  switch (move.kind) {
    case 'cut':
      return encodeBisectDispute({ disputeId, segmentHash, stateHashes: move.stateHashes })
    case 'pick':
      return encodePickPart({
        disputeId,
        segmentHash,
        part: move.part,
        stateHashes: move.stateHashes,
      })
    case 'prove':
      return encodeProveStep({ disputeId, moduleId: move.moduleId, tape: move.tape })
    case 'claim-timeout':
      return encodeClaimTimeout(disputeId)
    case 'resolve':
      return encodeResolveDispute(disputeId)
  }
}
