import type { Address } from '@mvm/protocol'
import { ALL_PERMISSIONS } from '../ALL_PERMISSIONS.ts'
import type { TransactionPermissions } from './TransactionPermissions.ts'

/** For transactions that no charter binds. */
export function unboundPermissions(signer: Address): TransactionPermissions {
  return { maySubmit: true, frames: { mask: ALL_PERMISSIONS, signer } }
}
