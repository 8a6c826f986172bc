import { RLP } from '@ethereumjs/rlp'
import type { DepositTransaction } from './Transaction.ts'

/** 0x7E ‖ rlp([sourceHash, from, to, mint, value, gas, isSystem, data]), as in the OP Stack. */
export function encodeDeposit(
  deposit: Omit<DepositTransaction, 'type' | 'hash' | 'size' | 'sender'>,
): Uint8Array {
  const { sourceHash, from, to, mint, value, gasLimit, isSystem, data } = deposit
  const list = RLP.encode([sourceHash, from, to, mint, value, gasLimit, isSystem ? 1 : 0, data])
  const encoding = new Uint8Array(list.length + 1)
  encoding[0] = 0x7e
  encoding.set(list, 1)
  return encoding
}
