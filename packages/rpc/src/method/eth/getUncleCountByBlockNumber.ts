import { findBlock } from '../../chain/findBlock.ts'
import { quantity } from '../../format/quantity.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** How many ommers a block has, on a DAC none; `null` if there is no such block. */
export const getUncleCountByBlockNumber = defineMethod({
  name: 'eth_getUncleCountByBlockNumber',
  parameters: [required('block', readBlockNumber)],
  handle: ({ ports }, reference) => {
    const block = findBlock(ports.chain, reference)
    return block === null ? null : quantity(ports.chain.ommers(block).length)
  },
})
