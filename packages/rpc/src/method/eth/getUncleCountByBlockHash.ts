import { quantity } from '../../format/quantity.ts'
import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** How many ommers a block has, on a DAC none; `null` if there is no such block. */
export const getUncleCountByBlockHash = defineMethod({
  name: 'eth_getUncleCountByBlockHash',
  parameters: [required('blockHash', readHash)],
  handle: ({ ports }, reference) => {
    const block = ports.chain.headerByHash(reference)
    return block === null ? null : quantity(ports.chain.ommers(block).length)
  },
})
