import {
  type Address,
  asAddress,
  asHash,
  type DacProfile,
  dacProfiles,
  type Hash,
} from '@mvm/protocol'
import type { Result } from 'ethers'

/** A DAC in the registry. */
export interface Dac {
  readonly chainId: number
  readonly slug: string
  readonly creator: Address
  readonly createdAtBlock: number
  readonly profile: DacProfile
  /** Of the charter that it was created with. */
  readonly charterHash: Hash<'charter'>
  /** Where its creator says that its chain is served; empty if it does not say. */
  readonly rpcUrl: string
  readonly wsUrl: string
}

/** The result of `DACManager.dac`. */
export function decodeDac(chainId: number, result: Result | undefined): Dac {
  const dac = result?.[0]
  return {
    chainId,
    slug: dac.slug,
    creator: asAddress(dac.creator),
    createdAtBlock: Number(dac.createdAtBlock),
    profile: dacProfiles[Number(dac.profile)] ?? 'strict',
    charterHash: asHash(dac.charterHash),
    rpcUrl: dac.rpcUrl,
    wsUrl: dac.wsUrl,
  }
}
