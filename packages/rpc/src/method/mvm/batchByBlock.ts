import { findBlock } from '../../chain/findBlock.ts'
import { formatBatch } from '../../format/formatBatch.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** The batch that carries a block to L1; `null` while none does. */
export const batchByBlock = defineDacMethod({
  name: 'mvm_batchByBlock',
  parameters: [required('block', readBlockReference)],
  handle: ({ ports }, reference) => {
    const block = findBlock(ports.chain, reference)
    const batch = block === null ? null : ports.rollup.batchOf(block)
    return batch === null ? null : formatBatch(batch)
  },
})
