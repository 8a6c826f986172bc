import { type Address, forcedBits, permissionMask } from '@mvm/protocol'
import type { CharterPort } from '../port/CharterPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import type { PermissionRule } from './PermissionRule.ts'

/** What a charter says about one permission of one signer. */
export interface PermissionDecision {
  readonly isAllowed: boolean
  readonly rule: PermissionRule
  readonly charterVersion: bigint
}

/** SUBMIT's number (spec 2.3). */
const SUBMIT = 0xfe

/**
 * Decides by the charter's bitmaps as of a block, and names the rule that decides (spec 2.3).
 *
 * @param permission bit number
 * @param to where the transaction goes, if that is known: to the management contract everybody may submit
 */
export async function decidePermission(
  charter: CharterPort,
  at: SealedHeader,
  signer: Address,
  permission: number,
  to?: Address | null,
): Promise<PermissionDecision> {
  const [{ version, managementContract }, words] = await Promise.all([
    charter.settings(at),
    charter.permissionWords(at, signer),
  ])
  const decide = (isAllowed: boolean, rule: PermissionRule): PermissionDecision => ({
    isAllowed,
    rule,
    charterVersion: version,
  })
  if (version > 0n) {
    if (signer === managementContract) return decide(true, 'management contract')
    if (to === managementContract && permission === SUBMIT) {
      return decide(true, 'management contract')
    }
  }
  if (forcedBits.includes(permission)) return decide(true, 'always on')
  const bit = 1n << BigInt(permission)
  const isAllowed = (permissionMask(words) & bit) !== 0n
  if ((words.denied & bit) !== 0n) return decide(isAllowed, 'denied')
  if ((words.restricted & bit) === 0n) return decide(isAllowed, 'unrestricted')
  return decide(isAllowed, isAllowed ? 'allowed' : 'not allowed')
}
