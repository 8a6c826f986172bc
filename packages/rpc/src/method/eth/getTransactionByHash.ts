import { formatBlockTransaction } from '../../format/formatBlockTransaction.ts'
import { formatTransaction } from '../../format/formatTransaction.ts'
import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A transaction, mined or in the pool; `null` if it is neither. */
export const getTransactionByHash = defineMethod({
  name: 'eth_getTransactionByHash',
  parameters: [required('transactionHash', readHash)],
  handle: ({ ports }, transactionHash) => {
    const location = ports.chain.transactionLocation(transactionHash)
    if (location !== null)
      return formatBlockTransaction(ports.chain, location.block, location.index)
    const pending = ports.pool.transaction(transactionHash)
    return pending === null ? null : formatTransaction(pending, null)
  },
})
