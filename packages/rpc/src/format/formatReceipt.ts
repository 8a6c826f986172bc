import {
  type CharterDenial,
  type EthereumReceipt,
  permissionName,
  type Receipt,
} from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'
import type { BlockL1Attributes } from '../port/ChainPort.ts'
import type { ChainReceipt } from '../port/ChainReceipt.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { formatLog } from './formatLog.ts'
import { quantity } from './quantity.ts'

/** L1 gas for each byte of a transaction (spec 2.2). */
const L1_GAS_PER_BYTE = 40

/** Where a receipt stands, and what its fields derive from. */
export interface ReceiptPlace {
  readonly block: SealedHeader
  readonly index: number
  /** Logs of the block before this transaction's. */
  readonly logsBefore: number
  /** Bytes of the transaction's encoding. */
  readonly transactionSize: number
  /** `null` where the chain has none; then the L1 fields are absent. */
  readonly l1: BlockL1Attributes | null
}

/**
 * A receipt with the fields of execution-apis, the L1 fee fields of the OP Stack and ours.
 * `l1GasUsed` is size · 40, and `l1Fee` = ⌊l1GasUsed · l1GasPrice · l1FeeScalar⌋ in MT, the scalar being MT per
 * ETH as a decimal string; deposits pay nothing and have zeros.
 */
export function formatReceipt(receipt: ChainReceipt, place: ReceiptPlace): Json {
  const { block, index } = place
  return {
    type: quantity(receipt.type),
    ...formatStatus(receipt),
    transactionHash: receipt.transactionHash,
    transactionIndex: quantity(index),
    blockHash: block.hash,
    blockNumber: quantity(block.header.number),
    from: receipt.from,
    to: receipt.to,
    contractAddress: receipt.contractAddress,
    gasUsed: quantity(receipt.gasUsed),
    cumulativeGasUsed: quantity(receipt.cumulativeGasUsed),
    effectiveGasPrice: quantity(receipt.effectiveGasPrice),
    logs: receipt.logs.map((log, i) =>
      formatLog({
        ...log,
        blockNumber: block.header.number,
        blockHash: block.hash,
        blockTimestamp: block.header.timestamp,
        transactionHash: receipt.transactionHash,
        transactionIndex: index,
        logIndex: place.logsBefore + i,
      }),
    ),
    logsBloom: receipt.logsBloom,
    ...('inclusion' in receipt
      ? place.l1 !== null && formatRollupFields(receipt, place, place.l1)
      : formatBlobFields(receipt)),
  }
}

/** Before Byzantium a receipt had the state after its transaction instead of a status. */
function formatStatus(receipt: ChainReceipt): { readonly [field: string]: Json } {
  const stateRoot = 'stateRoot' in receipt ? receipt.stateRoot : null
  return stateRoot === null ? { status: quantity(receipt.status) } : { root: stateRoot }
}

function formatBlobFields(receipt: EthereumReceipt): { readonly [field: string]: Json } {
  if (receipt.type !== 3) return {}
  const { blobGasUsed, blobGasPrice } = receipt
  return { blobGasUsed: quantity(blobGasUsed), blobGasPrice: quantity(blobGasPrice) }
}

function formatRollupFields(
  receipt: Receipt,
  place: ReceiptPlace,
  l1: BlockL1Attributes,
): { readonly [field: string]: Json } {
  const isDeposit = receipt.inclusion === 'deposit'
  return {
    l1GasPrice: quantity(isDeposit ? 0n : l1.l1BaseFeePerGas),
    l1GasUsed: quantity(isDeposit ? 0 : place.transactionSize * L1_GAS_PER_BYTE),
    l1FeeScalar: isDeposit ? '0' : formatScalar(l1.feeScalar),
    l1Fee: quantity(receipt.l1Fee),
    taxPaid: quantity(receipt.taxPaid),
    charterVersion: quantity(receipt.charterVersion),
    inclusion: receipt.inclusion,
    ...(receipt.depositNonce === undefined
      ? {}
      : { depositNonce: quantity(receipt.depositNonce), depositReceiptVersion: '0x1' }),
    ...(receipt.denial === undefined ? {} : { charterDenial: formatDenial(receipt.denial) }),
  }
}

function formatDenial(denial: CharterDenial): Json {
  return {
    address: denial.signer,
    opcode: permissionName(denial.opcode),
    self: denial.self,
    depth: denial.depth,
  }
}

/** Millionths as a decimal number without surplus zeros. */
function formatScalar(millionths: bigint): string {
  const whole = millionths / 1_000_000n
  const rest = (millionths % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '')
  return rest === '' ? whole.toString() : `${whole}.${rest}`
}
