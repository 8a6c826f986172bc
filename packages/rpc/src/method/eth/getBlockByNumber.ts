import { findBlock } from '../../chain/findBlock.ts'
import { formatBlock } from '../../format/formatBlock.ts'
import { optional } from '../../parameter/optional.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { readFlag } from '../../parameter/readFlag.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A block by number or tag, with whole transactions or their hashes; `null` if there is none. */
export const getBlockByNumber = defineMethod({
  name: 'eth_getBlockByNumber',
  parameters: [required('block', readBlockNumber), optional('hasTransactions', readFlag, false)],
  handle: ({ ports }, reference, hasTransactions) => {
    const block = findBlock(ports.chain, reference)
    return block === null ? null : formatBlock(ports.chain, block, hasTransactions)
  },
})
