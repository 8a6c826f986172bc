import type { Address } from '../account/Address.ts'
import { countZeroBytes } from '../bytes/countZeroBytes.ts'
import type { AccessListEntry, Authorization } from './Transaction.ts'

/** The parts of a transaction on which its gas before execution depends. */
export interface GasRelevantFields {
  /** `null` creates a contract. */
  readonly to: Address | null
  readonly data: Uint8Array
  readonly accessList?: readonly AccessListEntry[]
  readonly authorizationList?: readonly Authorization[]
}

/**
 * Gas that a transaction costs before its first opcode, by Osaka's rules: EIP-2028 (calldata),
 * EIP-2930 (access list), EIP-3860 (init code), EIP-7702 (authorizations).
 */
export function intrinsicGas(fields: GasRelevantFields): bigint {
  const { to, data, accessList = [], authorizationList = [] } = fields
  const zeroBytes = countZeroBytes(data)
  let gas = 21_000 + zeroBytes * 4 + (data.length - zeroBytes) * 16
  if (to === null) gas += 32_000 + Math.ceil(data.length / 32) * 2
  for (const { storageKeys } of accessList) gas += 2_400 + storageKeys.length * 1_900
  gas += authorizationList.length * 25_000
  return BigInt(gas)
}
