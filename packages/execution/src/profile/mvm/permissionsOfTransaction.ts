import { type Address, type DepositTransaction, predeploys, systemSenders } from '@mvm/protocol'
import type { FramePermissions } from '../../engine/ExecutionEngine.ts'
import type { CharterReader, CharterState } from './CharterReader.ts'

/** Every bit set: nothing is denied. */
export const ALL_PERMISSIONS: bigint = (1n << 256n) - 1n

const SUBMIT = 0xfen
const EXIT_PERMISSIONS = ALL_PERMISSIONS & ~(1n << 0xf0n) & ~(1n << 0xf5n)

/** What a charter lets a transaction do: the table of spec 2.3. */
export interface TransactionPermissions {
  readonly maySubmit: boolean
  readonly frames: FramePermissions
}

/** Permissions of a transaction that its sender signed. */
export function permissionsOfSigned(
  charter: CharterReader,
  state: CharterState,
  { signer, to }: { readonly signer: Address; readonly to: Address | null },
): TransactionPermissions {
  const { managementContract } = charter.terms(state)
  if (signer === managementContract) return everything(signer)
  const mask = charter.mask(state, signer)
  if (to === managementContract) return toManagement(signer, mask, managementContract)
  return { maySubmit: hasSubmit(mask), frames: { mask, signer } }
}

/** Permissions of a deposit. */
export function permissionsOfDeposit(
  charter: CharterReader,
  state: CharterState,
  deposit: Pick<DepositTransaction, 'from' | 'to' | 'sender' | 'isSystem'>,
): TransactionPermissions {
  const { from, to, isSystem } = deposit
  const { managementContract } = charter.terms(state)
  const isAssetDeposit =
    from === systemSenders.l1StandardBridge && to === predeploys.l2StandardBridge
  if (isSystem || isAssetDeposit || from === managementContract) return everything(from)
  const signer = from === systemSenders.l1CrossDomainMessenger ? deposit.sender : from
  if (to === managementContract) {
    return toManagement(signer, charter.mask(state, signer), managementContract)
  }
  if (to === predeploys.l2ToL1MessagePasser || to === predeploys.l2StandardBridge) {
    return { maySubmit: true, frames: { mask: EXIT_PERMISSIONS, signer } }
  }
  const mask = charter.mask(state, signer)
  return { maySubmit: hasSubmit(mask), frames: { mask, signer } }
}

function everything(signer: Address): TransactionPermissions {
  return { maySubmit: true, frames: { mask: ALL_PERMISSIONS, signer } }
}

function toManagement(signer: Address, mask: bigint, management: Address): TransactionPermissions {
  const unrestricted = (self: Address): boolean => self === management || isSystemContract(self)
  return { maySubmit: true, frames: { mask, signer, unrestricted } }
}

/**
 * The system's own contracts at 0x4200…, but for the messenger, which calls whom it is told to. The predeploys
 * at their usual addresses (Multicall3, deployment proxy) are not among them: through them a call to the
 * management contract would get around the charter.
 */
function isSystemContract(self: Address): boolean {
  return self.startsWith(SYSTEM_PREFIX) && self !== predeploys.l2CrossDomainMessenger
}

const SYSTEM_PREFIX = `0x4200${'0'.repeat(32)}`

function hasSubmit(mask: bigint): boolean {
  return ((mask >> SUBMIT) & 1n) === 1n
}
