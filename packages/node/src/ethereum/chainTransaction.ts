import type { ExecutableTransaction } from '@mvm/execution'
import type { Address } from '@mvm/protocol'
import type { SignedChainTransaction } from '@mvm/rpc'

/** What of a transaction execution does not look at once it has the signer. */
export interface TransactionSignature {
  /** `null` for a legacy one that is valid on any chain. */
  readonly chainId: number | null
  readonly r: bigint
  readonly s: bigint
  readonly yParity: number
}

/** A transaction as the RPC shows it. */
export function chainTransaction(
  transaction: ExecutableTransaction,
  signature: TransactionSignature,
): SignedChainTransaction {
  const { type, hash, signer, size, nonce, gasLimit, to, value, data } = transaction
  const { accessList, authorizationList, blobs, maxFeePerGas, maxPriorityFeePerGas } = transaction
  const { chainId, r, s, yParity } = signature
  const common = { hash, signer, size, nonce, gasLimit, to, value, data, r, s, yParity }
  if (chainId === null) return { ...common, type: 0, chainId, gasPrice: maxFeePerGas }
  const recipient = to as Address
  switch (type) {
    case 1:
      return { ...common, type, chainId, gasPrice: maxFeePerGas, accessList }
    case 2:
      return { ...common, type, chainId, maxFeePerGas, maxPriorityFeePerGas, accessList }
    case 3:
      return {
        ...common,
        type,
        chainId,
        to: recipient,
        maxFeePerGas,
        maxPriorityFeePerGas,
        accessList,
        maxFeePerBlobGas: blobs?.maxFeePerBlobGas ?? 0n,
        blobVersionedHashes: blobs?.versionedHashes ?? [],
      }
    case 4:
      return {
        ...common,
        type,
        chainId,
        to: recipient,
        maxFeePerGas,
        maxPriorityFeePerGas,
        accessList,
        authorizationList,
      }
    default:
      return { ...common, type: 0, chainId, gasPrice: maxFeePerGas }
  }
}
