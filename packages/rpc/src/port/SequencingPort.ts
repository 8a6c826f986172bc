import type { Address } from '@mvm/protocol'

/** Who leads the DAC in an epoch. */
export interface ScheduledEpoch {
  readonly epoch: number
  readonly firstL1Block: number
  /** `unknown` before the seed is; `open` where no member is eligible: anyone with the threshold may post. */
  readonly state: 'unknown' | 'drawn' | 'open'
  readonly leader: Address | null
  /** In their order. */
  readonly backups: readonly Address[]
  readonly producer: Address | null
}

export interface Schedule {
  readonly currentEpoch: number
  /** In order, the next epoch last. */
  readonly epochs: readonly ScheduledEpoch[]
}

/** How an account stands in an epoch's draw; amounts in wei of MT. */
export interface Eligibility {
  readonly epoch: number
  /** Whether no allocation can change it any more. */
  readonly isFinal: boolean
  readonly threshold: bigint
  /** 0 for who is not drawn from. */
  readonly weight: bigint
  /** Of all who are drawn from. */
  readonly totalWeight: bigint
  readonly stake: bigint
  /** To this DAC, now. */
  readonly allocated: bigint
  /** In the current L1 block. */
  readonly mayPost: boolean
}

/** The Dynamic Bond Threshold (spec 5.1) in wei of MT. */
export interface BondThreshold {
  readonly currentEpoch: number
  /** By the escrow as it is now. */
  readonly threshold: bigint
  /** What the draws of the current and the next epoch use. */
  readonly inCurrentEpoch: bigint
  readonly inNextEpoch: bigint
  /** MT that L1 holds for the DAC. */
  readonly escrow: bigint
}

/** What the sequencer pool on L1 says of the DAC; each call asks L1, and throws `UnavailableError` when that is away. */
export interface SequencingPort {
  schedule(epochCount: number, signal: AbortSignal): Promise<Schedule>
  /** @param epoch by default the current one */
  eligibility(
    account: Address,
    epoch: number | undefined,
    signal: AbortSignal,
  ): Promise<Eligibility>
  threshold(signal: AbortSignal): Promise<BondThreshold>
}
