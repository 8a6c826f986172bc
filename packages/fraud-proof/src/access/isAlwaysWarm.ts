import type { Address } from '@mvm/protocol'
import type { Block } from '../state/Block.ts'
import type { Transaction } from '../state/Transaction.ts'

const LAST_CONSECUTIVE_PRECOMPILE = 0x11n
const P256_VERIFY = 0x100n

/** Whether an address is warm from a transaction's start on: without an entry, by what the state says of it. */
export function isAlwaysWarm(
  { transaction, block }: { readonly transaction: Transaction; readonly block: Block },
  address: Address,
): boolean {
  if (address === transaction.origin || address === transaction.to) return true
  return address === block.coinbase || isPrecompile(address)
}

/** Osaka's precompiles: 0x01 to 0x11, and 0x100. */
export function isPrecompile(address: Address): boolean {
  const number = BigInt(address)
  return (number > 0n && number <= LAST_CONSECUTIVE_PRECOMPILE) || number === P256_VERIFY
}
