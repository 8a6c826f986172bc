import { type Address, asAddress } from '../../account/Address.ts'
import type { Charter, Permission } from '../Charter.ts'
import { permissionBits } from '../permissionBits.ts'
import type { CharterFile, CharterFilePermission } from './CharterFile.ts'
import { charterPresets } from './CharterPreset.ts'

const NOBODY: readonly Address[] = []

/** The struct that `createDAC` takes: the preset written out, operations as bits, a leading {0, 0} bracket left out. */
export function compileCharter(file: CharterFile): Charter {
  const [first, ...others] = file.taxrates
  const isIdle = first?.threshold === 0n && first.rate === 0
  return {
    vision: file.vision,
    mission: file.mission,
    permissions: compilePermissions(file),
    taxrates: isIdle ? others : file.taxrates,
    treasury: file.treasury ?? asAddress(`0x${'00'.repeat(20)}`),
    managementContract: file.managementContract,
  }
}

function compilePermissions({ preset, permissions }: CharterFile): Permission[] {
  const own = permissions.flatMap(compilePermission)
  const allowListed = new Set(
    own.filter(({ operation }) => operation === 'allow').map(({ bit }) => bit),
  )
  const added = charterPresets[preset]
    .flatMap((opcode) => compilePermission({ operation: 'allow', opcode, addresses: NOBODY }))
    .filter(({ bit }) => !allowListed.has(bit))
  return [...added, ...own]
}

function compilePermission({ operation, opcode, addresses }: CharterFilePermission): Permission[] {
  return (permissionBits(opcode) ?? []).map((bit) => ({ operation, bit, addresses }))
}
