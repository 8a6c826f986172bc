import type { FaultName } from '@mvm/execution'

/** What a scenario `ranger/<fault>` prints. */
export interface FaultVerdict {
  readonly scenario: string
  readonly fault: FaultName
  /** The block in which the chain lies. */
  readonly block: number
  /** The block that was disputed; `null` if none was. */
  readonly disputedBlock: number | null
  /** Fields of the header in which the claimed block differs. */
  readonly differed: readonly string[]
  /** Who found it. */
  readonly foundBy: string | null
  /** From the moment at which the chain was complete to the open dispute. */
  readonly seconds: number
  readonly passed: boolean
}
