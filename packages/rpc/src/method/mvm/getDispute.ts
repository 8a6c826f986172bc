import { quantity } from '../../format/quantity.ts'
import { readNumber } from '../../parameter/readNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** Where the game of a dispute stands on L1 (spec 4.1); null when the DAC has no dispute with that number. */
export const getDispute = defineDacMethod({
  name: 'mvm_getDispute',
  parameters: [required('disputeId', readNumber)],
  handle: async ({ ports, signal }, disputeId) => {
    const game = await ports.disputes.game(disputeId, signal)
    if (game === null) return null
    const { position, round, startHash, endHash } = game.segment
    return {
      disputeId: quantity(game.disputeId),
      stateBatchIndex: quantity(game.stateBatchIndex),
      blockNumber: quantity(game.blockNumber),
      openedAt: quantity(game.openedAt),
      openedAtL1Block: quantity(game.openedAtBlock),
      phase: game.phase,
      isResolved: game.isResolved,
      deadline: game.deadline === null ? null : quantity(game.deadline),
      round: quantity(round),
      segment: {
        position: quantity(position),
        ...{ startHash, endHash, segmentHash: game.segmentHash },
      },
      challenger: game.challenger,
      asserter: game.asserter,
      delegate: game.delegate,
      defender: game.defender,
      bond: quantity(game.bond),
      asserterSeconds: quantity(game.asserterSeconds),
      challengerSeconds: quantity(game.challengerSeconds),
      agreedRoot: game.agreedRoot,
      claimedRoot: game.claimedRoot,
      challengerRoot: game.challengerRoot,
    }
  },
})
