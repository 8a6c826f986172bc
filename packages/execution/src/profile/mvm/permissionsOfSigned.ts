import type { Address } from '@mvm/protocol'
import type { CharterReader, CharterState } from './CharterReader.ts'
import { callsManagement } from './callsManagement.ts'
import { managementPermissions } from './managementPermissions.ts'
import { maskPermissions } from './maskPermissions.ts'
import type { TransactionPermissions } from './TransactionPermissions.ts'
import { unboundPermissions } from './unboundPermissions.ts'

export type { TransactionPermissions }

/** Permissions of a transaction that its sender signed (spec 2.3). */
export function permissionsOfSigned(
  charter: CharterReader,
  state: CharterState,
  { signer, to }: { readonly signer: Address; readonly to: Address | null },
): TransactionPermissions {
  const { managementContract } = charter.terms(state)
  if (signer === managementContract) return unboundPermissions(signer)
  const mask = charter.mask(state, signer)
  return callsManagement(to, managementContract)
    ? managementPermissions(signer, mask, managementContract)
    : maskPermissions(signer, mask)
}
