import { formatBlockDetails } from '../../format/formatBlockDetails.ts'
import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A block by hash with its fees; `null` if there is none. */
export const getBlockDetailsByHash = defineMethod({
  name: 'ots_getBlockDetailsByHash',
  parameters: [required('blockHash', readHash)],
  handle: ({ ports }, blockHash) => {
    const block = ports.chain.headerByHash(blockHash)
    return block === null ? null : formatBlockDetails(ports.chain, block)
  },
})
