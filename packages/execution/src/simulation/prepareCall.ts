import { type Input, RLP } from '@ethereumjs/rlp'
import { asHash, type CallMessage, keccak256Hex, type TransactionHash } from '@mvm/protocol'
import type { ExecutableTransaction } from '../transaction/ExecutableTransaction.ts'
import type { UnsignedExecutable } from './BlockSimulation.ts'

/** What a message lacks to be a transaction. */
export interface CallPlace {
  readonly chainId: number
  readonly nonce: bigint
  readonly gasLimit: bigint
}

/** A message as a transaction whose signature is zeros; its type is the least that has what the message has. */
export function prepareCall(message: CallMessage, place: CallPlace): UnsignedExecutable {
  const { from, to, value, data, accessList = [], authorizationList = [] } = message
  const { gasPrice, blobVersionedHashes, maxFeePerBlobGas = 0n } = message
  const { nonce, gasLimit } = place
  const fields = {
    type: typeOf(message),
    signer: from,
    nonce,
    gasLimit,
    maxFeePerGas: message.maxFeePerGas ?? gasPrice ?? 0n,
    maxPriorityFeePerGas: message.maxPriorityFeePerGas ?? gasPrice ?? 0n,
    to,
    value,
    data,
    accessList,
    authorizationList,
    blobs:
      blobVersionedHashes === undefined
        ? null
        : { versionedHashes: blobVersionedHashes, maxFeePerBlobGas },
  }
  const raw = encode(fields, place.chainId)
  const hash = asHash<TransactionHash>(keccak256Hex(raw))
  return { raw, transaction: { ...fields, hash, size: raw.length } }
}

function typeOf(message: CallMessage): number {
  const { authorizationList, blobVersionedHashes, gasPrice, accessList } = message
  if (authorizationList !== undefined) return 4
  if (blobVersionedHashes !== undefined) return 3
  if (gasPrice === undefined) return 2
  return accessList === undefined ? 0 : 1
}

function encode(
  transaction: Omit<ExecutableTransaction, 'hash' | 'size'>,
  chainId: number,
): Uint8Array {
  const { type, nonce, gasLimit, maxFeePerGas, maxPriorityFeePerGas, blobs } = transaction
  const call: Input[] = [
    gasLimit,
    transaction.to ?? new Uint8Array(),
    transaction.value,
    transaction.data,
  ]
  const unsigned: Input[] = [0, 0, 0]
  if (type === 0) return RLP.encode([nonce, maxFeePerGas, ...call, ...unsigned])
  const accessList = transaction.accessList.map(({ address, storageKeys }) => [
    address,
    [...storageKeys],
  ])
  const prices: Input[] = type === 1 ? [maxFeePerGas] : [maxPriorityFeePerGas, maxFeePerGas]
  const own: Input[] =
    blobs !== null && type === 3
      ? [blobs.maxFeePerBlobGas, [...blobs.versionedHashes]]
      : type === 4
        ? [
            transaction.authorizationList.map((item) => [
              item.chainId,
              item.address,
              item.nonce,
              item.yParity,
              item.r,
              item.s,
            ]),
          ]
        : []
  const list = RLP.encode([chainId, nonce, ...prices, ...call, accessList, ...own, ...unsigned])
  return Uint8Array.from(Buffer.concat([Uint8Array.of(type), list]))
}
