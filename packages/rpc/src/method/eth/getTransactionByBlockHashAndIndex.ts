import { formatBlockTransaction } from '../../format/formatBlockTransaction.ts'
import { readHash } from '../../parameter/readHash.ts'
import { readNumber } from '../../parameter/readNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A transaction by its block and index; `null` if there is none. */
export const getTransactionByBlockHashAndIndex = defineMethod({
  name: 'eth_getTransactionByBlockHashAndIndex',
  parameters: [required('blockHash', readHash), required('index', readNumber)],
  handle: ({ ports }, reference, index) => {
    const block = ports.chain.headerByHash(reference)
    return block === null ? null : formatBlockTransaction(ports.chain, block, index)
  },
})
