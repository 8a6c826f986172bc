import { asAddress, type Hex } from '@mvm/protocol'
import { Transaction, Wallet } from 'ethers'
import type { L1Signer } from './L1Signer.ts'

/** A signer with its private key in memory: for development and keystores already unlocked. */
export function signerFromKey(privateKey: Hex): L1Signer {
  const { signingKey, address } = new Wallet(privateKey)
  return {
    address: asAddress(address),
    async sign(request) {
      const transaction = Transaction.from({ type: 2, ...request })
      transaction.signature = signingKey.sign(transaction.unsignedHash)
      return transaction.serialized as Hex
    },
  }
}
