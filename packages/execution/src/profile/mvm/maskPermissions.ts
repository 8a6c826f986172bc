import type { Address } from '@mvm/protocol'
import type { TransactionPermissions } from './TransactionPermissions.ts'

const SUBMIT = 0xfen

/** For transactions that a mask governs from beginning to end. */
export function maskPermissions(signer: Address, mask: bigint): TransactionPermissions {
  return { maySubmit: ((mask >> SUBMIT) & 1n) === 1n, frames: { mask, signer } }
}
