import type { Fork } from '../../../engine/Fork.ts'
import type { BlobParameters } from '../BlobParameters.ts'

/** From which block on a chain's rules change. */
export interface ForkActivation {
  /** The upgrade, as genesis files call it: a fork, `bpo1` to `bpo5`, or one that moved the difficulty bomb only. */
  readonly name: string
  /** The block's number or its timestamp in seconds. */
  readonly at: { readonly number: number } | { readonly timestamp: number }
  /** The rules of the EVM from here on; `null` if they stay. */
  readonly fork: Fork | null
  /** Blob parameters from here on; `null` if they stay. */
  readonly blobs: BlobParameters | null
  /** Blocks by which the difficulty bomb is put off from here on; `null` if that stays. */
  readonly bombDelay: number | null
}
