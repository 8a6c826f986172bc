import type { Address } from '../../account/Address.ts'
import type { Charter, Permission } from '../Charter.ts'
import { formatMt } from '../formatMt.ts'
import { namedOperations } from '../namedOperations.ts'
import { permissionName } from '../permissionName.ts'

/** A charter in human form, ready for JSON or YAML: the keys and values of a charter file (spec 2.3). */
export interface CharterDescription {
  readonly vision: string
  readonly mission: string
  readonly permissions: readonly {
    readonly operation: 'allow' | 'deny'
    readonly opcode: string
    readonly addresses: readonly Address[]
  }[]
  readonly taxrates: readonly {
    /** MT in decimal notation. */
    readonly threshold: string
    /** Basis points. */
    readonly rate: number
  }[]
  readonly treasury: Address
  readonly management_contract: Address
}

const [CREATE, CREATE2] = namedOperations.DEPLOY

/**
 * The human form of a charter as it stands on chain. CREATE and CREATE2 for the same addresses read DEPLOY;
 * the preset is written out, because the chain does not know it.
 */
export function describeCharter(charter: Charter): CharterDescription {
  const { permissions } = charter
  const create2Of = (create: Permission): Permission | undefined =>
    permissions.find(({ operation, bit, addresses }) => {
      const isCreate2 = bit === CREATE2 && operation === create.operation
      return isCreate2 && addresses.toSorted().join() === create.addresses.toSorted().join()
    })
  const folded = new Set<Permission>()
  const described = permissions.map((permission) => {
    const { operation, bit, addresses } = permission
    const create2 = bit === CREATE ? create2Of(permission) : undefined
    if (create2 !== undefined) folded.add(create2)
    const opcode = create2 === undefined ? permissionName(bit) : 'DEPLOY'
    return { permission, entry: { operation, opcode, addresses } }
  })
  return {
    vision: charter.vision,
    mission: charter.mission,
    permissions: described
      .filter(({ permission }) => !folded.has(permission))
      .map(({ entry }) => entry),
    taxrates: charter.taxrates.map(({ threshold, rate }) => ({
      threshold: formatMt(threshold),
      rate,
    })),
    treasury: charter.treasury,
    management_contract: charter.managementContract,
  }
}
