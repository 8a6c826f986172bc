import { findBlock } from '../../chain/findBlock.ts'
import { formatBatch } from '../../format/formatBatch.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** The batch that carries a block to L1; `null` while none does. */
export const batchByBlock = defineMethod({
  name: 'mvm_batchByBlock',
  parameters: [required('block', readBlockReference)],
  handle: ({ dac }, reference) => {
    const block = findBlock(dac.chain, reference)
    const batch = block === null ? null : dac.rollup.batchOf(block)
    return batch === null ? null : formatBatch(batch)
  },
})
