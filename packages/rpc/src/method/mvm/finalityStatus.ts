import { blockOrTransactionBlock } from '../../chain/blockOrTransactionBlock.ts'
import { formatFinality } from '../../format/formatFinality.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** How final a block is, or the one that a transaction is in, with what it waits for; `null` if there is none. */
export const finalityStatus = defineDacMethod({
  name: 'mvm_finalityStatus',
  parameters: [required('blockOrTransaction', readBlockReference)],
  handle: ({ ports }, reference) => {
    const block = blockOrTransactionBlock(ports.chain, reference)
    return block === null ? null : formatFinality(block, ports.rollup.finalityStatus(block))
  },
})
