import { findBlock } from '../../chain/findBlock.ts'
import { quantity } from '../../format/quantity.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** How many transactions a block has, deposits included; `null` if there is no such block. */
export const getBlockTransactionCountByNumber = defineMethod({
  name: 'eth_getBlockTransactionCountByNumber',
  parameters: [required('block', readBlockNumber)],
  handle: ({ ports }, reference) => {
    const block = findBlock(ports.chain, reference)
    return block === null ? null : quantity(ports.chain.transactionHashes(block).length)
  },
})
