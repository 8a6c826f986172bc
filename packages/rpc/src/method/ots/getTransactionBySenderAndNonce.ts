import { transactionBySenderAndNonce } from '../../chain/transactionBySenderAndNonce.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readBlockCount } from '../../parameter/readBlockCount.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** The hash of the mined transaction with which an account used a nonce; `null` if there is none. */
export const getTransactionBySenderAndNonce = defineMethod({
  name: 'ots_getTransactionBySenderAndNonce',
  parameters: [required('sender', readAddress), required('nonce', readBlockCount)],
  handle: async ({ ports, signal }, sender, nonce) => {
    const found = await transactionBySenderAndNonce(ports, sender, BigInt(nonce), signal)
    if (found === null) return null
    return ports.chain.transactionHashes(found.block)[found.index] ?? null
  },
})
