import type { Authorization, FeeMarketTransaction, SetCodeTransaction } from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'
import type {
  BlobTransaction,
  ChainTransaction,
  SignedChainTransaction,
} from '../port/ChainTransaction.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { data } from './data.ts'
import { formatAccessList } from './formatAccessList.ts'
import { quantity } from './quantity.ts'

/** Where a transaction stands. */
export interface TransactionPlace {
  readonly block: SealedHeader
  readonly index: number
  /** A deposit's nonce, which its receipt knows. */
  readonly depositNonce?: bigint | undefined
}

/** A transaction's JSON. */
export type TransactionJson = { readonly [field: string]: Json }

/**
 * A transaction with the fields of execution-apis; deposits with those of op-geth.
 *
 * @param place `null` for one in the pool
 */
export function formatTransaction(
  transaction: ChainTransaction,
  place: TransactionPlace | null,
): TransactionJson {
  const header = place?.block.header
  const common = {
    blockHash: place === null ? null : place.block.hash,
    blockNumber: header === undefined ? null : quantity(header.number),
    blockTimestamp: header === undefined ? null : quantity(header.timestamp),
    transactionIndex: place === null ? null : quantity(place.index),
    hash: transaction.hash,
    type: quantity(transaction.type),
    gas: quantity(transaction.gasLimit),
    to: transaction.to,
    value: quantity(transaction.value),
    input: data(transaction.data),
  }
  if (transaction.type === 0x7e) {
    return {
      ...common,
      from: transaction.from,
      nonce: quantity(place?.depositNonce ?? 0n),
      gasPrice: '0x0',
      sourceHash: transaction.sourceHash,
      mint: quantity(transaction.mint),
      isSystemTx: transaction.isSystem,
      v: '0x0',
      r: '0x0',
      s: '0x0',
    }
  }
  return {
    ...common,
    from: transaction.signer,
    nonce: quantity(transaction.nonce),
    ...(transaction.chainId === null ? {} : { chainId: quantity(transaction.chainId) }),
    ...formatPrices(transaction, header?.baseFeePerGas),
    ...formatSignature(transaction),
  }
}

function formatPrices(
  transaction: SignedChainTransaction,
  baseFeePerGas: bigint | null | undefined,
): TransactionJson {
  if (transaction.type === 0) return { gasPrice: quantity(transaction.gasPrice) }
  const accessList = formatAccessList(transaction.accessList)
  if (transaction.type === 1) return { gasPrice: quantity(transaction.gasPrice), accessList }
  const { maxFeePerGas, maxPriorityFeePerGas } = transaction
  return {
    gasPrice: quantity(effectivePrice(transaction, baseFeePerGas)),
    maxFeePerGas: quantity(maxFeePerGas),
    maxPriorityFeePerGas: quantity(maxPriorityFeePerGas),
    accessList,
    ...(transaction.type === 4
      ? { authorizationList: transaction.authorizationList.map(formatAuthorization) }
      : {}),
    ...(transaction.type === 3
      ? {
          maxFeePerBlobGas: quantity(transaction.maxFeePerBlobGas),
          blobVersionedHashes: transaction.blobVersionedHashes,
        }
      : {}),
  }
}

/** EIP-1559; the most it may cost while no block has taken it. */
function effectivePrice(
  {
    maxFeePerGas,
    maxPriorityFeePerGas,
  }: FeeMarketTransaction | SetCodeTransaction | BlobTransaction,
  baseFeePerGas: bigint | null | undefined,
): bigint {
  if (baseFeePerGas === undefined || baseFeePerGas === null) return maxFeePerGas
  if (baseFeePerGas + maxPriorityFeePerGas > maxFeePerGas) return maxFeePerGas
  return baseFeePerGas + maxPriorityFeePerGas
}

function formatSignature(transaction: SignedChainTransaction): TransactionJson {
  const r = quantity(transaction.r)
  const s = quantity(transaction.s)
  if (transaction.type === 0) {
    if (transaction.chainId === null) return { v: quantity(27 + transaction.yParity), r, s }
    // EIP-155, in bigint because a chain id may have 53 bits.
    const v = BigInt(transaction.chainId) * 2n + 35n + BigInt(transaction.yParity)
    return { v: quantity(v), r, s }
  }
  const yParity = quantity(transaction.yParity)
  return { v: yParity, r, s, yParity }
}

function formatAuthorization(authorization: Authorization): Json {
  return {
    chainId: quantity(authorization.chainId),
    address: authorization.address,
    nonce: quantity(authorization.nonce),
    yParity: quantity(authorization.yParity),
    r: quantity(authorization.r),
    s: quantity(authorization.s),
  }
}
