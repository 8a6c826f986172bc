import { formatBlock } from '../../format/formatBlock.ts'
import { optional } from '../../parameter/optional.ts'
import { readFlag } from '../../parameter/readFlag.ts'
import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A block by hash, with whole transactions or their hashes; `null` if there is none. */
export const getBlockByHash = defineMethod({
  name: 'eth_getBlockByHash',
  parameters: [required('blockHash', readHash), optional('hasTransactions', readFlag, false)],
  handle: ({ ports }, blockHash, hasTransactions) => {
    const block = ports.chain.headerByHash(blockHash)
    return block === null ? null : formatBlock(ports.chain, block, hasTransactions)
  },
})
