import type { FaultName } from '@mvm/execution'

/** What a scenario `ranger/<fault>` prints. */
export interface FaultVerdict {
  readonly scenario: string
  readonly fault: FaultName
  /** The first block in which the sequencer's chain is not what L1's data make by the protocol. */
  readonly block: number
  /** The block that was disputed; `null` if none was. */
  readonly disputedBlock: number | null
  /** Fields of the header in which the two machines' blocks differ. */
  readonly differed: readonly string[]
  /** Who found it. */
  readonly foundBy: {
    readonly role: 'ranger'
    readonly pid: number
    readonly account: string
    readonly rpcUrl: string
  } | null
  /** From the moment at which the sequencer had the wrong block to the open dispute. */
  readonly seconds: number | null
  /** From the L1 block with the wrong output root to the one with the dispute, by L1's clock. */
  readonly secondsOnL1: number | null
  readonly disputeId: number | null
  readonly stateBatchIndex: number | null
  readonly outputRoots: {
    /** Of the block before: the same by both machines, and proven in the dispute. */
    readonly agreed: string
    /** What the state batch claims: the sequencer's. */
    readonly claimed: string
    /** What the follower, which derives from L1 by the protocol, has. */
    readonly derived: string
    /** What the ranger said on L1. */
    readonly challenger: string
  } | null
  /** All of them must hold. */
  readonly checks: Readonly<Record<string, boolean>>
  readonly passed: boolean
}
