import { findBlock } from '../../chain/findBlock.ts'
import { formatBlockDetails } from '../../format/formatBlockDetails.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A block by number or tag with its fees; `null` if there is none. */
export const getBlockDetails = defineMethod({
  name: 'ots_getBlockDetails',
  parameters: [required('block', readBlockNumber)],
  handle: ({ ports }, reference) => {
    const block = findBlock(ports.chain, reference)
    return block === null ? null : formatBlockDetails(ports.chain, block)
  },
})
