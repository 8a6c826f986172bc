import { quantity } from '../../format/quantity.ts'
import { optional } from '../../parameter/optional.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readNumber } from '../../parameter/readNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** Whether an account can be drawn in an epoch, and with what weight (spec 5.2). */
export const eligibility = defineDacMethod({
  name: 'mvm_eligibility',
  parameters: [required('address', readAddress), optional('epoch', readNumber, undefined)],
  handle: async ({ ports, signal }, address, wanted) => {
    const found = await ports.sequencing.eligibility(address, wanted, signal)
    return {
      address,
      epoch: quantity(found.epoch),
      isFinal: found.isFinal,
      isEligible: found.weight > 0n,
      weight: quantity(found.weight),
      totalWeight: quantity(found.totalWeight),
      threshold: quantity(found.threshold),
      stake: quantity(found.stake),
      allocated: quantity(found.allocated),
      mayPost: found.mayPost,
    }
  },
})
