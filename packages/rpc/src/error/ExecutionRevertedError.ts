import { toHex } from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'
import { RpcError } from './RpcError.ts'

/** A simulated message ended with REVERT; `data` is what it returned. */
export class ExecutionRevertedError extends RpcError {
  readonly code = 'EXECUTION_REVERTED'
  readonly rpcCode = 3
  readonly output: Uint8Array

  constructor({
    output,
    reason,
    denied,
  }: {
    readonly output: Uint8Array
    /** Decoded from the output if that has a known form. */
    readonly reason?: string | undefined
    /** What the charter denied on the way, in words. */
    readonly denied?: string | undefined
  }) {
    super(
      `execution reverted${reason === undefined ? '' : `: ${reason}`}${denied === undefined ? '' : ` (${denied})`}`,
    )
    this.output = output
  }

  override get data(): Json {
    return toHex(this.output)
  }
}
