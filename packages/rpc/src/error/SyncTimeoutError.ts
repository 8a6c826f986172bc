import type { TransactionHash } from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'
import { RpcError } from './RpcError.ts'

/** The pool took the transaction, but no block did in the time allowed (EIP-7966). */
export class SyncTimeoutError extends RpcError {
  readonly code = 'SYNC_TIMEOUT'
  readonly rpcCode = 4
  readonly transactionHash: TransactionHash

  constructor({
    transactionHash,
    timeoutMs,
  }: {
    readonly transactionHash: TransactionHash
    readonly timeoutMs: number
  }) {
    super(`the transaction was added to the mempool but was not processed within ${timeoutMs} ms`, {
      remedy: 'Ask for its receipt later.',
    })
    this.transactionHash = transactionHash
  }

  override get data(): Json {
    return this.transactionHash
  }
}
