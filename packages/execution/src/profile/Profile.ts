import type { Fork } from '../engine/Fork.ts'

/** Which rules a chain is executed by (spec 2.7). Engine and state layer are the same for both. */
export type Profile = MvmProfile | EthereumProfile

/** A DAC's chain, by the rules of spec 2. */
export interface MvmProfile {
  readonly kind: 'mvm'
  readonly chainId: number
}

/** An Ethereum chain, for official test suites and imported chains. */
export interface EthereumProfile {
  readonly kind: 'ethereum'
  readonly chainId: number
  /** The upgrade in force at a block. */
  readonly forkAt: (block: { readonly number: number; readonly timestamp: number }) => Fork
}
