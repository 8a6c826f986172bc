import { quantity } from '../../format/quantity.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** The open disputes on the DAC's state batches (spec 4.1). */
export const listDisputes = defineDacMethod({
  name: 'mvm_listDisputes',
  parameters: [],
  handle: async ({ ports, signal }) => {
    const disputes = await ports.disputes.openDisputes(signal)
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
