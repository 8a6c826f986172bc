import { encodeBlock } from '../../chain/encodeBlock.ts'
import { resolveBlock } from '../../chain/resolveBlock.ts'
import { data } from '../../format/data.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A block's RLP: header, transactions, no ommers, no withdrawals. */
export const getRawBlock = defineMethod({
  name: 'debug_getRawBlock',
  parameters: [required('block', readBlockReference)],
  handle: ({ dac }, reference) => {
    const block = resolveBlock(dac.chain, reference)
    return data(encodeBlock(block, dac.chain.encodedTransactions(block)))
  },
})
