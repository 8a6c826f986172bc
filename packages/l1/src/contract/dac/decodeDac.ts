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
  /** Where its creator says that its chain is served; empty if it does not say, or says what no URL can be. */
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
    rpcUrl: printable(() => dac.rpcUrl),
    wsUrl: printable(() => dac.wsUrl),
  }
}

/**
 * What a creator wrote, which may be any bytes: nothing if it is not plain text, so that one DAC can neither break the
 * list of all nor write to the terminal of whoever reads it.
 */
function printable(read: () => string): string {
  let text: string
  try {
    text = read()
  } catch {
    // Bytes that are no UTF-8: the Result throws where they are read.
    return ''
  }
  return /^[!-~]*$/.test(text) ? text : ''
}
