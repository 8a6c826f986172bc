import type { Address } from '../account/Address.ts'
import type { Charter, Permission } from './Charter.ts'
import { charterLimits } from './charterLimits.ts'
import { packTaxBracket } from './packTaxBracket.ts'

/** What consensus reads of a charter: the words of `MVM_DACMaster`'s storage (spec 2.3). */
export interface CharterStorage {
  readonly restricted: bigint
  /** Only accounts with a bit set. */
  readonly allowed: ReadonlyMap<Address, bigint>
  /** Only accounts with a bit set. */
  readonly denied: ReadonlyMap<Address, bigint>
  /** The words of slots 3 to 10. */
  readonly taxBrackets: readonly bigint[]
  readonly treasury: Address
  readonly managementContract: Address
}

/** The machine form that `MVM_DACMaster.initialize` makes of a charter. */
export function charterStorage(charter: Charter): CharterStorage {
  const { permissions, taxrates, treasury, managementContract } = charter
  const [first] = taxrates
  const stored = first?.threshold === 0n && first.rate === 0 ? taxrates.slice(1) : taxrates
  const taxBrackets = Array.from({ length: charterLimits.taxBrackets }, (_, i) => {
    const bracket = stored[i]
    return bracket === undefined ? 0n : packTaxBracket(bracket)
  })
  return {
    restricted: permissions
      .filter(({ operation }) => operation === 'allow')
      .reduce((bits, { bit }) => bits | (1n << BigInt(bit)), 0n),
    allowed: bitsByAddress(permissions, 'allow'),
    denied: bitsByAddress(permissions, 'deny'),
    taxBrackets,
    treasury: BigInt(treasury) === 0n ? managementContract : treasury,
    managementContract,
  }
}

function bitsByAddress(
  permissions: readonly Permission[],
  wanted: Permission['operation'],
): Map<Address, bigint> {
  const bits = new Map<Address, bigint>()
  for (const { operation, bit, addresses } of permissions) {
    if (operation !== wanted) continue
    for (const address of addresses) {
      bits.set(address, (bits.get(address) ?? 0n) | (1n << BigInt(bit)))
    }
  }
  return bits
}
