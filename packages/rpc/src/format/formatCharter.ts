import { type Charter, permissionName } from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'
import { formatTaxBrackets } from './formatTaxBrackets.ts'
import { quantity } from './quantity.ts'

/** A charter with the field names of its human form (spec 2.3). */
export function formatCharter(charter: Charter, version: bigint): Json {
  return {
    vision: charter.vision,
    mission: charter.mission,
    permissions: charter.permissions.map(({ operation, bit, addresses }) => ({
      operation,
      opcode: permissionName(bit),
      addresses,
    })),
    taxrates: formatTaxBrackets(charter.taxrates),
    treasury: charter.treasury,
    management_contract: charter.managementContract,
    version: quantity(version),
  }
}
