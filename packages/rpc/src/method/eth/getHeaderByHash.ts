import { formatHeader } from '../../format/formatHeader.ts'
import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A block's header by hash; `null` if there is none. */
export const getHeaderByHash = defineMethod({
  name: 'eth_getHeaderByHash',
  parameters: [required('blockHash', readHash)],
  handle: ({ ports }, blockHash) => {
    const block = ports.chain.headerByHash(blockHash)
    return block === null ? null : formatHeader(block)
  },
})
