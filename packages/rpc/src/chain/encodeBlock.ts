import { RLP } from '@ethereumjs/rlp'
import type { ChainHeader } from '../port/ChainHeader.ts'
import type { Withdrawal } from '../port/Withdrawal.ts'
import { headerFields } from './encodeHeader.ts'

/** All that a block's encoding holds. */
export interface BlockContents {
  readonly header: ChainHeader
  /** Encoded. */
  readonly transactions: readonly Uint8Array[]
  readonly ommers: readonly ChainHeader[]
  /** `null` before Shanghai. */
  readonly withdrawals: readonly Withdrawal[] | null
}

/** RLP of a block. */
export function encodeBlock(block: BlockContents): Uint8Array {
  const { header, transactions, ommers, withdrawals } = block
  return RLP.encode([
    headerFields(header),
    // Legacy transactions stand as lists in the block, typed ones as strings.
    transactions.map((encoded) => ((encoded[0] ?? 0) >= 0xc0 ? RLP.decode(encoded) : encoded)),
    ommers.map(headerFields),
    ...(withdrawals === null ? [] : [withdrawals.map(fieldsOf)]),
  ])
}

function fieldsOf({ index, validatorIndex, address, amountGwei }: Withdrawal) {
  return [index, validatorIndex, address, amountGwei]
}
