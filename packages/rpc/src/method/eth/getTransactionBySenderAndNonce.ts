import { transactionBySenderAndNonce } from '../../chain/transactionBySenderAndNonce.ts'
import { formatBlockTransaction } from '../../format/formatBlockTransaction.ts'
import { formatTransaction } from '../../format/formatTransaction.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readUint64 } from '../../parameter/readUint64.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** The transaction with which an account used a nonce, mined or in the pool; `null` if there is none. */
export const getTransactionBySenderAndNonce = defineMethod({
  name: 'eth_getTransactionBySenderAndNonce',
  parameters: [required('sender', readAddress), required('nonce', readUint64)],
  handle: async ({ ports, signal }, sender, nonce) => {
    const location = await transactionBySenderAndNonce(ports, sender, nonce, signal)
    if (location !== null)
      return formatBlockTransaction(ports.chain, location.block, location.index)
    const { pending, queued } = ports.pool.content()
    const waiting = [...pending, ...queued].find(
      (transaction) => transaction.signer === sender && transaction.nonce === nonce,
    )
    return waiting === undefined ? null : formatTransaction(waiting, null)
  },
})
