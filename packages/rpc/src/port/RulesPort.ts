import type { Address, Hex } from '@mvm/protocol'

/** Blob parameters (EIP-7840). */
export interface BlobSchedule {
  readonly target: number
  readonly max: number
  readonly baseFeeUpdateFraction: bigint
}

/** The rules from one upgrade on (EIP-7910). */
export interface ForkConfig {
  /** Seconds since 1970; 0 for what was in force from the start or came at a block number. */
  readonly activationTime: number
  /** `null` where blocks have no blobs. */
  readonly blobSchedule: BlobSchedule | null
  /** Four bytes (EIP-6122). */
  readonly forkId: Hex
  /** By the names of EIP-7910. */
  readonly precompiles: ReadonlyMap<string, Address>
  readonly systemContracts: ReadonlyMap<string, Address>
}

/** Which rules the chain runs by, now and later. */
export interface RulesPort {
  /** `next` and `last` are `null` where no further upgrade is planned. */
  config(): {
    readonly current: ForkConfig
    readonly next: ForkConfig | null
    readonly last: ForkConfig | null
  }
}
