import type { Json } from '../output/Json.ts'
import { CliError } from './CliError.ts'
import { exitCodes } from './exitCodes.ts'

/** What a command needs is not the case. */
export type UnmetPrecondition =
  | 'DAC_UNKNOWN'
  | 'SLUG_UNAVAILABLE'
  | 'INSUFFICIENT_FUNDS'
  | 'CHARTER_NOT_SET'
  | 'CHARTER_VERSION_UNKNOWN'
  | 'NOT_MANAGEMENT_CONTRACT'
  | 'BLOCK_UNKNOWN'
  | 'TRANSACTION_UNKNOWN'
  | 'BATCH_UNKNOWN'
  | 'MESSAGE_UNKNOWN'
  | 'WITHDRAWAL_NOT_PROVEN'
  | 'DEPOSIT_NOT_PARKED'
  | 'BLOCKS_NOT_ASSERTED'
  | 'RANGER_MEMBERSHIP'
  | 'PRODUCER_MEMBERSHIP'
  | 'NOTHING_LOCKED'
  | 'BOND_LOCKED'
  | 'STAKE_IN_USE'
  | 'STAKE_BELOW_ENTRY'
  | 'FILE_EXISTS'
  | 'DISPUTE_UNKNOWN'
  | 'NO_MOVE'
  | 'ROLE_NOT_GIVEN'
  | 'NO_BONDS'
  | 'NOT_ONE_STEP'
  | 'STEP_NOT_PROVABLE'
  | 'L1_DIFFERS'
  | 'L1_CONTRACTS_UNKNOWN'

/** A command cannot begin, because something that it needs is missing; nothing was changed. */
export class PreconditionError extends CliError {
  readonly code: UnmetPrecondition
  readonly exitCode = exitCodes.precondition
  readonly #context: Json | undefined

  constructor({
    code,
    problem,
    remedy,
    details,
  }: {
    readonly code: UnmetPrecondition
    readonly problem: string
    readonly remedy: string
    readonly details?: Json
  }) {
    super(problem, { remedy })
    this.code = code
    this.#context = details
  }

  override get details(): Json | undefined {
    return this.#context
  }
}
