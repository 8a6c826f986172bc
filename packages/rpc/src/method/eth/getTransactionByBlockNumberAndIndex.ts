import { findBlock } from '../../chain/findBlock.ts'
import { formatBlockTransaction } from '../../format/formatBlockTransaction.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { readNumber } from '../../parameter/readNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A transaction by its block and index; `null` if there is none. */
export const getTransactionByBlockNumberAndIndex = defineMethod({
  name: 'eth_getTransactionByBlockNumberAndIndex',
  parameters: [required('block', readBlockNumber), required('index', readNumber)],
  handle: ({ ports }, reference, index) => {
    const block = findBlock(ports.chain, reference)
    return block === null ? null : formatBlockTransaction(ports.chain, block, index)
  },
})
