import { type Address, asHash, type TransactionHash } from '@mvm/protocol'
import { InvalidInputError } from '../error/InvalidInputError.ts'
import type { CallArguments } from '../parameter/readCall.ts'
import type { SignedChainTransaction, UnprotectedTransaction } from '../port/ChainTransaction.ts'

/** What a client left out. */
export interface FilledFields {
  readonly signer: Address
  readonly chainId: number
  readonly nonce: bigint
  readonly gasLimit: bigint
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
  readonly maxFeePerBlobGas: bigint
}

/** A transaction of a chain, whose signature is zeros. */
export type UnsignedChainTransaction = Exclude<SignedChainTransaction, UnprotectedTransaction>

const NO_HASH = asHash<TransactionHash>(`0x${'00'.repeat(32)}`)

/** A transaction of the least type that has what the client gave. Throws {@link InvalidInputError}. */
export function unsignedTransaction(
  call: CallArguments,
  filled: FilledFields,
): UnsignedChainTransaction {
  const { to = null, value = 0n, data = new Uint8Array(), gasPrice, accessList } = call
  const { authorizationList, blobVersionedHashes } = call
  const { maxFeePerGas, maxPriorityFeePerGas, maxFeePerBlobGas, ...common } = filled
  const fields = { ...common, to, value, data, hash: NO_HASH, size: 0, r: 0n, s: 0n, yParity: 0 }
  const fees = { maxFeePerGas, maxPriorityFeePerGas, accessList: accessList ?? [] }
  if (authorizationList !== undefined || blobVersionedHashes !== undefined) {
    if (to === null) throw new InvalidInputError({ problem: 'to is missing' })
    return authorizationList !== undefined
      ? { ...fields, ...fees, type: 4, to, authorizationList }
      : {
          ...fields,
          ...fees,
          type: 3,
          to,
          maxFeePerBlobGas,
          blobVersionedHashes: blobVersionedHashes ?? [],
        }
  }
  if (gasPrice === undefined) return { ...fields, ...fees, type: 2 }
  return accessList === undefined
    ? { ...fields, type: 0, gasPrice }
    : { ...fields, type: 1, gasPrice, accessList }
}
