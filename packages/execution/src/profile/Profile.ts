import type { Address } from '@mvm/protocol'
import type { Fork } from '../engine/Fork.ts'
import type { BlobParameters } from './ethereum/BlobParameters.ts'

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
  readonly forkAt: (block: BlockPlace) => Fork
  /** Blob parameters at a block, from Cancun on. @default the fork's own */
  readonly blobsAt?: (block: BlockPlace) => BlobParameters
  /** Blocks by which the difficulty bomb is put off at a block. @default 0 */
  readonly bombDelayAt?: (blockNumber: number) => number
  /** The contract whose logs are deposits (EIP-6110). @default mainnet's */
  readonly depositContract?: Address
}

/** What decides which upgrades are in force at a block. */
export interface BlockPlace {
  readonly number: number
  /** Seconds since 1970. */
  readonly timestamp: number
  /** Its difficulty, where that is known: a block without any is of proof of stake. */
  readonly difficulty?: bigint
}
