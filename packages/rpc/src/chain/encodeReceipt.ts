import { RLP } from '@ethereumjs/rlp'
import type { ChainReceipt } from '../port/ChainReceipt.ts'

/** Version of the deposits' receipts in the OP Stack, whose encoding has the nonce and this. */
const DEPOSIT_RECEIPT_VERSION = 1

/** A receipt as EIP-2718 encodes it; a deposit's with the two fields that the OP Stack adds. */
export function encodeReceipt(receipt: ChainReceipt): Uint8Array {
  const depositNonce = 'depositNonce' in receipt ? receipt.depositNonce : undefined
  const stateRoot = 'stateRoot' in receipt ? receipt.stateRoot : null
  const payload = RLP.encode([
    stateRoot ?? receipt.status,
    receipt.cumulativeGasUsed,
    receipt.logsBloom,
    receipt.logs.map(({ address, topics, data }) => [address, [...topics], data]),
    ...(depositNonce === undefined ? [] : [depositNonce, DEPOSIT_RECEIPT_VERSION]),
  ])
  return receipt.type === 0 ? payload : Buffer.concat([Uint8Array.of(receipt.type), payload])
}
