import type { MethodContext } from '../method/MethodContext.ts'
import type { RpcLimits } from '../server/RpcLimits.ts'
import type { Deadline } from './Deadline.ts'

/** What it takes to answer one message, whichever way it came. */
export interface Exchange {
  readonly limits: RpcLimits
  readonly deadline: Deadline
  /** Throws `DacUnknownError` when the path names none. */
  context(): MethodContext
  /** Writes an unexpected failure to the log under an id that the client is told. */
  report(error: unknown, errorId: string, method: string): void
}
