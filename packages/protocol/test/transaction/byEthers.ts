import { toHex, type UnsignedTransaction } from '@mvm/protocol'
import { Transaction as EthersTransaction, toBeHex, Wallet } from 'ethers'
import { KEY } from './sampleTransactions.ts'

/** The same transaction, encoded and signed by ethers. */
export function byEthers(transaction: UnsignedTransaction): EthersTransaction {
  const ethers = new EthersTransaction()
  ethers.type = transaction.type
  ethers.chainId = transaction.chainId
  ethers.nonce = Number(transaction.nonce)
  ethers.gasLimit = transaction.gasLimit
  ethers.to = transaction.to
  ethers.value = transaction.value
  ethers.data = toHex(transaction.data)
  if (transaction.type < 2) {
    ethers.gasPrice = (transaction as { gasPrice: bigint }).gasPrice
  } else {
    const market = transaction as { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint }
    ethers.maxFeePerGas = market.maxFeePerGas
    ethers.maxPriorityFeePerGas = market.maxPriorityFeePerGas
  }
  if (transaction.type !== 0) {
    ethers.accessList = transaction.accessList.map(({ address, storageKeys }) => ({
      address,
      storageKeys: [...storageKeys],
    }))
  }
  if (transaction.type === 4) {
    ethers.authorizationList = transaction.authorizationList.map(
      ({ chainId, address, nonce, yParity, r, s }) => ({
        chainId,
        address,
        nonce,
        signature: { yParity: yParity as 0 | 1, r: toBeHex(r, 32), s: toBeHex(s, 32) },
      }),
    )
  }
  ethers.signature = new Wallet(KEY).signingKey.sign(ethers.unsignedHash)
  return ethers
}

/** Whether ethers makes such a transaction at all. */
export function isAcceptableToEthers(transaction: UnsignedTransaction): boolean {
  if (transaction.nonce > Number.MAX_SAFE_INTEGER) return false
  if (transaction.type < 2) return true
  const { maxFeePerGas, maxPriorityFeePerGas } = transaction as typeof transaction & { type: 2 }
  return maxPriorityFeePerGas <= maxFeePerGas
}
