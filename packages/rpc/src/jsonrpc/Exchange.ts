import type { ByteBudget } from '../server/ByteBudget.ts'
import type { RpcLimits } from '../server/RpcLimits.ts'
import type { Deadline } from './Deadline.ts'
import type { Json } from './Json.ts'
import type { Request } from './readRequest.ts'

/** What it takes to answer one message, whichever way it came. */
export interface Exchange {
  readonly limits: RpcLimits
  readonly deadline: Deadline
  /** From which answers of a batch are held that is not answered as a whole yet. */
  readonly budget: ByteBudget
  /** The result of the method that a request names. Throws `DacUnknownError` when the path names none. */
  call(request: Request): Json | Promise<Json>
  /** Writes an unexpected failure to the log under an id that the client is told. */
  report(error: unknown, errorId: string, method: string): void
}
