import { findBlock } from '../../chain/findBlock.ts'
import { formatBlockReceipts } from '../../format/formatBlockReceipts.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** All receipts of a block; `null` if there is none. */
export const getBlockReceipts = defineMethod({
  name: 'eth_getBlockReceipts',
  parameters: [required('block', readBlockReference)],
  handle: ({ ports }, reference) => {
    const block = findBlock(ports.chain, reference)
    return block === null ? null : formatBlockReceipts(ports.chain, block)
  },
})
