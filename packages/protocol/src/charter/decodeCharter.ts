import { type FunctionFragment, Interface, type Result } from 'ethers/abi'
import { asAddress } from '../account/Address.ts'
import { fromHex } from '../bytes/fromHex.ts'
import { toHex } from '../bytes/toHex.ts'
import type { Charter, Permission, TaxBracket } from './Charter.ts'
import { charterInterface } from './charterInterface.ts'

/** Texts are read as bytes, which they are in the ABI: a contract takes any, and ethers refuses what is no UTF-8. */
const untyped = new Interface([
  (charterInterface.getFunction('charter') as FunctionFragment)
    .format('full')
    .replaceAll('string ', 'bytes '),
])

/** The charter that `MVM_DACMaster.charter()` answered with. Throws ethers' error on bytes of another form. */
export function decodeCharter(returnData: Uint8Array): Charter {
  const [charter] = untyped.decodeFunctionResult('charter', toHex(returnData))
  return {
    vision: toText(charter.vision),
    mission: toText(charter.mission),
    permissions: charter.permissions.map(toPermission),
    taxrates: charter.taxrates.map(toBracket),
    treasury: asAddress(charter.treasury),
    managementContract: asAddress(charter.managementContract),
  }
}

/** What is no UTF-8 becomes U+FFFD. */
function toText(bytes: string): string {
  return Buffer.from(fromHex(bytes)).toString()
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
