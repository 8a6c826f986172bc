import { formatForceInclusion } from '../../format/formatForceInclusion.ts'
import { readNumber } from '../../parameter/readNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** Where an element of the L1 queue stands; `null` if L1 has not enqueued it. */
export const forceInclusionStatus = defineDacMethod({
  name: 'mvm_forceInclusionStatus',
  parameters: [required('queueIndex', readNumber)],
  handle: ({ ports }, queueIndex) => {
    const status = ports.rollup.forceInclusionStatus(queueIndex)
    return status === null ? null : formatForceInclusion(status)
  },
})
