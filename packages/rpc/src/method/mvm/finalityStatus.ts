import { blockOrTransactionBlock } from '../../chain/blockOrTransactionBlock.ts'
import { formatFinality } from '../../format/formatFinality.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** How final a block is, or the one that a transaction is in, with what it waits for; `null` if there is none. */
export const finalityStatus = defineMethod({
  name: 'mvm_finalityStatus',
  parameters: [required('blockOrTransaction', readBlockReference)],
  handle: ({ dac }, reference) => {
    const block = blockOrTransactionBlock(dac.chain, reference)
    return block === null ? null : formatFinality(block, dac.rollup.finalityStatus(block))
  },
})
