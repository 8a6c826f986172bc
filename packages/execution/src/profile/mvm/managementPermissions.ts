import { type Address, predeploys } from '@mvm/protocol'
import type { TransactionPermissions } from './TransactionPermissions.ts'

/** The predeploys that are the system's own have addresses that begin like this. */
const SYSTEM_PREFIX = `0x4200${'0'.repeat(32)}`

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
