import { RLP } from '@ethereumjs/rlp'
import type { Withdrawal } from '../port/Withdrawal.ts'
import type { BlockContents } from './encodeBlock.ts'
import { encodeHeader } from './encodeHeader.ts'

/** Bytes of an RLP item's or list's prefix and payload. */
function withPrefix(payloadLength: number): number {
  if (payloadLength < 56) return payloadLength + 1
  return payloadLength + 1 + Math.ceil((32 - Math.clz32(payloadLength)) / 8)
}

/** Bytes of a block's RLP. Typed transactions stand in it as strings, legacy ones as lists. */
export function encodedBlockSize(block: BlockContents): number {
  const { header, transactions, ommers, withdrawals } = block
  const transactionsLength = sum(transactions, (encoded) => {
    const isLegacy = (encoded[0] ?? 0) >= 0xc0
    return isLegacy ? encoded.length : withPrefix(encoded.length)
  })
  const ommersLength = sum(ommers, (ommer) => encodeHeader(ommer).length)
  return withPrefix(
    encodeHeader(header).length +
      withPrefix(transactionsLength) +
      withPrefix(ommersLength) +
      (withdrawals === null ? 0 : withPrefix(sum(withdrawals, withdrawalLength))),
  )
}

function withdrawalLength({ index, validatorIndex, address, amountGwei }: Withdrawal): number {
  return RLP.encode([index, validatorIndex, address, amountGwei]).length
}

function sum<T>(items: readonly T[], length: (item: T) => number): number {
  return items.reduce((total, item) => total + length(item), 0)
}
