import type { Result } from 'ethers'
import { asAddress } from '../account/Address.ts'
import { toHex } from '../bytes/toHex.ts'
import type { Charter, Permission, TaxBracket } from './Charter.ts'
import { charterInterface } from './charterInterface.ts'

/** The charter that `MVM_DACMaster.charter()` answered with. Throws ethers' error on bytes of another form. */
export function decodeCharter(returnData: Uint8Array): Charter {
  const [charter] = charterInterface.decodeFunctionResult('charter', toHex(returnData))
  return {
    vision: charter.vision,
    mission: charter.mission,
    permissions: charter.permissions.map(toPermission),
    taxrates: charter.taxrates.map(toBracket),
    treasury: asAddress(charter.treasury),
    managementContract: asAddress(charter.managementContract),
  }
}

function toPermission(permission: Result): Permission {
  return {
    operation: permission.operation === 0n ? 'allow' : 'deny',
    bit: Number(permission.bit),
    addresses: permission.addresses.map(asAddress),
  }
}

function toBracket({ threshold, rate }: Result): TaxBracket {
  return { threshold, rate: Number(rate) }
}
