import { quantity } from '../../format/quantity.ts'
import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** How many transactions a block has, deposits included; `null` if there is no such block. */
export const getBlockTransactionCountByHash = defineMethod({
  name: 'eth_getBlockTransactionCountByHash',
  parameters: [required('blockHash', readHash)],
  handle: ({ ports }, reference) => {
    const block = ports.chain.headerByHash(reference)
    return block === null ? null : quantity(ports.chain.transactionHashes(block).length)
  },
})
