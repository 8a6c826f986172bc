import {
  type Address,
  type Charter,
  formatMt,
  type Permission,
  permissionName,
} from '@mvm/protocol'

/** One thing in which two charters differ, with the call of `MVM_DACMaster` that makes it so. */
export interface CharterChange {
  /** Where, in the words of a charter file. */
  readonly field: string
  /** `+` comes, `-` goes, `~` changes. */
  readonly sign: '+' | '-' | '~'
  /** What, for people. */
  readonly text: string
  readonly method: string
  readonly values: readonly unknown[]
  /** Who has to make the call. */
  readonly by: Address
}

type Change = Omit<CharterChange, 'by'>

/**
 * What turns one charter into another, in the order in which the calls have to be made: the management contract
 * changes last, because nobody else may make the others; only a treasury that is to stay with the old one is set after
 * that, by the new one. As on chain, entries for the same operation and bit are one,
 * and one that denies nobody is none.
 */
export function charterChanges(before: Charter, after: Charter): CharterChange[] {
  const changes = [
    ...textChanges(before, after),
    ...permissionChanges(before, after),
    ...taxChanges(before, after),
    ...accountChanges(before, after),
  ]
  const handover = changes.findIndex(({ method }) => method === 'setManagementContract')
  return changes.map((change, i) => ({
    ...change,
    by: handover >= 0 && i > handover ? after.managementContract : before.managementContract,
  }))
}

function textChanges(before: Charter, after: Charter): Change[] {
  return (['vision', 'mission'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      field,
      sign: '~',
      text: `${field}: ${JSON.stringify(before[field])} → ${JSON.stringify(after[field])}`,
      method: field === 'vision' ? 'setVision' : 'setMission',
      values: [after[field]],
    }))
}

function permissionChanges(before: Charter, after: Charter): Change[] {
  const was = united(before.permissions)
  const will = united(after.permissions)
  const changes: Change[] = []
  for (const [key, old] of was) {
    if (will.has(key)) continue
    const values = [codeOf(old), old.bit]
    changes.push({ ...change('-', old, old.addresses), method: 'removePermission', values })
  }
  for (const [key, next] of will) {
    const old = was.get(key)
    const gone = old?.addresses.filter((address) => !next.addresses.includes(address)) ?? []
    const come = next.addresses.filter((address) => !old?.addresses.includes(address))
    if (gone.length > 0) changes.push(listChange('-', next, gone, 'removeAddresses'))
    if (come.length > 0 || old === undefined) {
      changes.push(listChange('+', next, come, 'addPermission'))
    }
  }
  return changes
}

function taxChanges(before: Charter, after: Charter): Change[] {
  const brackets = ({ taxrates }: Charter): string =>
    taxrates.map(({ threshold, rate }) => `${rate} bp from ${formatMt(threshold)} MT`).join(', ')
  if (brackets(before) === brackets(after)) return []
  const text = `taxrates: ${brackets(before) || 'none'} → ${brackets(after) || 'none'}`
  const values = [after.taxrates.map(({ threshold, rate }) => [threshold, rate])]
  return [{ field: 'taxrates', sign: '~', text, method: 'setTaxRates', values }]
}

function accountChanges(before: Charter, after: Charter): Change[] {
  const old = before.managementContract
  const next = after.managementContract
  const was = treasuryOf(before)
  const will = treasuryOf(after)
  const isHandedOver = old !== next
  const treasury: Change = {
    field: 'treasury',
    sign: '~',
    text: `treasury: ${was} → ${will}`,
    method: 'setTreasury',
    values: [will],
  }
  const handover: Change = {
    field: 'management_contract',
    sign: '~',
    text: `management_contract: ${old} → ${next}`,
    method: 'setManagementContract',
    values: [next],
  }
  if (!isHandedOver) return was === will ? [] : [treasury]
  // A treasury that is the management contract goes with it by itself.
  if (will === old) return [handover, treasury]
  if (was === will || (was === old && will === next)) return [handover]
  return [treasury, handover]
}

function treasuryOf({ treasury, managementContract }: Charter): Address {
  return BigInt(treasury) === 0n ? managementContract : treasury
}

function united(permissions: readonly Permission[]): Map<string, Permission> {
  const entries = new Map<string, Permission>()
  for (const permission of permissions) {
    const { operation, bit, addresses } = permission
    if (operation === 'deny' && addresses.length === 0) continue
    const key = `${operation} ${bit}`
    const all = new Set([...(entries.get(key)?.addresses ?? []), ...addresses])
    entries.set(key, { operation, bit, addresses: [...all] })
  }
  return entries
}

function codeOf({ operation }: Permission): number {
  return operation === 'allow' ? 0 : 1
}

function listChange(
  sign: '+' | '-',
  permission: Permission,
  addresses: readonly Address[],
  method: string,
): Change {
  const values = [[codeOf(permission), permission.bit, addresses]]
  return { ...change(sign, permission, addresses), method, values }
}

function change(sign: '+' | '-', { operation, bit }: Permission, addresses: readonly Address[]) {
  const who = addresses.length === 0 ? '(nobody)' : addresses.join(', ')
  const text = `${operation} ${permissionName(bit)}: ${who}`
  return { field: 'permissions', sign, text } as const
}
