import { type Address, predeploys } from '@mvm/protocol'
import type { FramePermissions } from '../../engine/ExecutionEngine.ts'

/** What a charter lets a transaction do: a line of the table of spec 2.3. */
export interface TransactionPermissions {
  /** Without it a sequenced transaction is skipped and a deposit does not call. */
  readonly maySubmit: boolean
  readonly frames: FramePermissions
}

/** Every bit set: nothing is denied. */
export const ALL_PERMISSIONS: bigint = (1n << 256n) - 1n

const SUBMIT = 0xfen

/** The predeploys that are the system's own have addresses that begin like this. */
const SYSTEM_PREFIX = `0x4200${'0'.repeat(32)}`

/** For transactions that no charter binds. */
export function unboundPermissions(signer: Address): TransactionPermissions {
  return { maySubmit: true, frames: { mask: ALL_PERMISSIONS, signer } }
}

/** For transactions that a mask governs from beginning to end. */
export function maskPermissions(signer: Address, mask: bigint): TransactionPermissions {
  return { maySubmit: ((mask >> SUBMIT) & 1n) === 1n, frames: { mask, signer } }
}

/**
 * For transactions to the management contract: it and the system's contracts run unbound, what they call out to
 * by the mask. Multicall3 and the deployment proxy are predeploys as well, but at their usual addresses and not
 * meant here: through them a call to the management contract would get around the charter.
 */
export function managementPermissions(
  signer: Address,
  mask: bigint,
  management: Address,
): TransactionPermissions {
  const unrestricted = (self: Address): boolean =>
    self === management ||
    (self.startsWith(SYSTEM_PREFIX) && self !== predeploys.l2CrossDomainMessenger)
  return { maySubmit: true, frames: { mask, signer, unrestricted } }
}
