import { formatTransactionReceipt } from '../../format/formatTransactionReceipt.ts'
import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A mined transaction's receipt; `null` while it is in no block. */
export const getTransactionReceipt = defineMethod({
  name: 'eth_getTransactionReceipt',
  parameters: [required('transactionHash', readHash)],
  handle: ({ ports }, transactionHash) => formatTransactionReceipt(ports.chain, transactionHash),
})
