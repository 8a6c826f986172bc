import { type DepositTransaction, predeploys, systemSenders } from '@mvm/protocol'
import { ALL_PERMISSIONS } from '../ALL_PERMISSIONS.ts'
import type { CharterReader, CharterState } from './CharterReader.ts'
import { callsManagement } from './callsManagement.ts'
import { managementPermissions } from './managementPermissions.ts'
import { maskPermissions } from './maskPermissions.ts'
import type { TransactionPermissions } from './TransactionPermissions.ts'
import { unboundPermissions } from './unboundPermissions.ts'

/** Everything but CREATE and CREATE2: a charter can never block exit. */
const EXIT_PERMISSIONS = ALL_PERMISSIONS & ~(1n << 0xf0n) & ~(1n << 0xf5n)

/** Permissions of a deposit (spec 2.3). */
export function permissionsOfDeposit(
  charter: CharterReader,
  state: CharterState,
  deposit: Pick<DepositTransaction, 'from' | 'to' | 'sender' | 'isSystem'>,
): TransactionPermissions {
  const { from, to, isSystem } = deposit
  const { managementContract } = charter.terms(state)
  const isAssetDeposit =
    from === systemSenders.l1StandardBridge && to === predeploys.l2StandardBridge
  if (isSystem || isAssetDeposit || from === managementContract) return unboundPermissions(from)
  const signer = from === systemSenders.l1CrossDomainMessenger ? deposit.sender : from
  if (callsManagement(to, managementContract)) {
    return managementPermissions(signer, charter.mask(state, signer), managementContract)
  }
  if (to === predeploys.l2ToL1MessagePasser || to === predeploys.l2StandardBridge) {
    return { maySubmit: true, frames: { mask: EXIT_PERMISSIONS, signer } }
  }
  return maskPermissions(signer, charter.mask(state, signer))
}
