import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'

/** The open disputes on the DAC's state batches (spec 4.1). */
export const listDisputes = defineMethod({
  name: 'mvm_listDisputes',
  parameters: [],
  handle: async ({ dac, signal }) => {
    const disputes = await dac.disputes.openDisputes(signal)
    return disputes.map((dispute) => ({
      disputeId: quantity(dispute.disputeId),
      stateBatchIndex: quantity(dispute.stateBatchIndex),
      blockNumber: quantity(dispute.blockNumber),
      openedAt: quantity(dispute.openedAt),
      challenger: dispute.challenger,
      bond: quantity(dispute.bond),
      agreedRoot: dispute.agreedRoot,
      claimedRoot: dispute.claimedRoot,
      challengerRoot: dispute.challengerRoot,
    }))
  },
})
