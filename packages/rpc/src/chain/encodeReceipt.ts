import { RLP } from '@ethereumjs/rlp'
import type { Receipt } from '@mvm/protocol'

/** Version of the deposits' receipts in the OP Stack, whose encoding has the nonce and this. */
const DEPOSIT_RECEIPT_VERSION = 1

/** A receipt as EIP-2718 encodes it; a deposit's with the two fields that the OP Stack adds. */
export function encodeReceipt(receipt: Receipt): Uint8Array {
  const payload = RLP.encode([
    receipt.status,
    receipt.cumulativeGasUsed,
    receipt.logsBloom,
    receipt.logs.map(({ address, topics, data }) => [address, [...topics], data]),
    ...(receipt.depositNonce === undefined ? [] : [receipt.depositNonce, DEPOSIT_RECEIPT_VERSION]),
  ])
  return receipt.type === 0 ? payload : Buffer.concat([Uint8Array.of(receipt.type), payload])
}
