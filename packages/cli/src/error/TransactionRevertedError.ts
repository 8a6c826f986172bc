import type { Json } from '../output/Json.ts'
import { CliError } from './CliError.ts'
import { exitCodes } from './exitCodes.ts'

/** A transaction is on the chain, failed. */
export class TransactionRevertedError extends CliError {
  readonly code = 'TRANSACTION_REVERTED'
  readonly exitCode = exitCodes.rejected
  readonly transactionHash: string
  readonly #receipt: Json

  constructor({
    transactionHash,
    reason,
    receipt,
    remedy,
  }: {
    readonly transactionHash: string
    readonly reason: string
    readonly receipt: Json
    readonly remedy: string
  }) {
    super(`transaction ${transactionHash} failed: ${reason}`, { remedy })
    this.transactionHash = transactionHash
    this.#receipt = receipt
  }

  override get details(): Json {
    return this.#receipt
  }
}
