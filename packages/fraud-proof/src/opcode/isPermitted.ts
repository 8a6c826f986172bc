import { predeploys } from '@mvm/protocol'
import type { Frame } from '../state/Frame.ts'
import type { Transaction } from '../state/Transaction.ts'

/** STOP, JUMPDEST, RETURN and REVERT are in every mask (spec 2.3). */
export const ALWAYS_PERMITTED: readonly number[] = [0x00, 0x5b, 0xf3, 0xfd]

/** The predeploys that are the system's own have addresses that begin like this. */
const SYSTEM_PREFIX = `0x4200${'0'.repeat(32)}`
const NOBODY = `0x${'00'.repeat(20)}`

/** Whether the charter lets a frame execute an opcode: by the signer's mask, or unbound (spec 2.3). */
export function isPermitted(transaction: Transaction, frame: Frame, opcode: number): boolean {
  if (((transaction.permMask >> BigInt(opcode)) & 1n) === 1n) return true
  const { management } = transaction
  if (management === NOBODY) return false
  const { self } = frame
  if (self === management) return true
  return self.startsWith(SYSTEM_PREFIX) && self !== predeploys.l2CrossDomainMessenger
}
