import { encodeReceipt } from '../../chain/encodeReceipt.ts'
import { resolveBlock } from '../../chain/resolveBlock.ts'
import { data } from '../../format/data.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A block's receipts, each in the encoding of EIP-2718; deposits' as in the OP Stack. */
export const getRawReceipts = defineMethod({
  name: 'debug_getRawReceipts',
  parameters: [required('block', readBlockReference)],
  handle: ({ ports }, reference) =>
    ports.chain
      .receipts(resolveBlock(ports.chain, reference))
      .map((receipt) => data(encodeReceipt(receipt))),
})
