import type { FaultName } from '@mvm/execution'
import type { KindName } from '@mvm/fraud-proof'
import type { DisputePhase } from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import type { Money } from './readMoney.ts'

/** One side of a dispute: what it had before the lie, and what it has when the bonds are withdrawn. */
export interface DisputedSide {
  readonly account: Address
  readonly before: InText<Money>
  readonly after: InText<Money>
}

/** As JSON can hold it: wei in decimal. */
export type InText<Amounts> = { readonly [Name in keyof Amounts]: string }

/** What a scenario `dispute/<fault>` prints. */
export interface DisputeVerdict {
  readonly scenario: string
  readonly fault: FaultName
  /** The one that was disputed. */
  readonly block: number
  /** Of the last step, by the true machine. */
  readonly kind: KindName
  /** Mnemonic; `null` where the step is of no opcode. */
  readonly opcode: string | null
  /** In which the states behind the step differ first, the true one and the liar's. */
  readonly differingField: string | null
  readonly position: number
  /** Of the contract that has executed the step; `null` if none has. */
  readonly moduleId: number | null
  readonly disputeId: number
  readonly phase: DisputePhase
  readonly winner: 'challenger' | 'asserter' | null
  /** From the opening to the block in which the outcome took effect, by L1's clock. */
  readonly seconds: number
  /** From the opening to the state batch with the right root of the new transaction's block, by L1's clock. */
  readonly secondsToGoOn: number
  /** What the honest sequencer did then. */
  readonly assertedAgain: {
    readonly account: Address
    readonly firstBlock: number
    readonly lastBlock: number
    readonly stateBatches: number
    readonly newTransactionBlock: number
  }
  readonly challenger: DisputedSide
  readonly asserter: DisputedSide
  /** All of them must hold. */
  readonly checks: Readonly<Record<string, boolean>>
  readonly passed: boolean
}
