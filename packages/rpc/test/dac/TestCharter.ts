import {
  type Address,
  asAddress,
  type Charter,
  type PermissionWords,
  permissionBits,
} from '@mvm/protocol'
import type { CharterPort, CharterSettings, SealedHeader } from '../../src/index.ts'
import { alice } from './testAccounts.ts'

export const managementContract = asAddress(`0x${'9c'.repeat(20)}`)

const maskOf = (...names: string[]) =>
  names
    .flatMap((name) => permissionBits(name) ?? [])
    .reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n)

/** Alice alone may DEPLOY, and SSTORE is denied to her; 1 % tax from 100 wei on. */
export class TestCharter implements CharterPort {
  /** Who may read; `null` where READ is not restricted. */
  readers: readonly Address[] | null = null
  /** How often anybody asked for bitmaps. */
  lookups = 0

  readonly #charter: Charter = {
    vision: 'A bakery owned by its neighbours.',
    mission: 'Bread every morning – für alle.',
    permissions: [
      { operation: 'allow', bit: 0xf0, addresses: [alice.address] },
      { operation: 'allow', bit: 0xf5, addresses: [alice.address] },
      { operation: 'deny', bit: 0x55, addresses: [alice.address] },
    ],
    taxrates: [{ threshold: 100n, rate: 100 }],
    treasury: asAddress(`0x${'7e'.repeat(20)}`),
    managementContract,
  }

  async charter(at: SealedHeader): Promise<Charter | null> {
    return at.header.number === 0 ? null : this.#charter
  }

  async settings(at: SealedHeader): Promise<CharterSettings> {
    const { treasury, taxrates: taxBrackets } = this.#charter
    const version = at.header.number === 0 ? 0n : 1n
    return { version, managementContract, treasury, taxBrackets }
  }

  async permissionWords(_at: SealedHeader, signer: Address): Promise<PermissionWords> {
    const isAlice = signer === alice.address
    const isReader = this.readers?.includes(signer) === true
    this.lookups += 1
    return {
      restricted: maskOf('DEPLOY', ...(this.readers === null ? [] : ['READ'])),
      allowed: maskOf(...(isAlice ? ['DEPLOY'] : []), ...(isReader ? ['READ'] : [])),
      denied: isAlice ? maskOf('SSTORE') : 0n,
    }
  }
}
