import { decodeRevert } from '../contract/decodeRevert.ts'
import { L1RpcError } from '../error/L1RpcError.ts'
import type { L1IntentRecord } from './L1IntentRecord.ts'
import type { L1TransactionOutcome } from './L1TransactionOutcome.ts'

/** What a settled record means to the one who asked for it; `null` while it is not settled. */
export function outcomeOf(record: L1IntentRecord): L1TransactionOutcome | null {
  const { nonce, settlement, cancellation, attempts } = record
  if (settlement === null) return null
  if (settlement.kind === 'superseded') return { status: 'superseded', nonce }
  const { inclusion } = settlement
  const attempt = attempts.find(
    ({ transactionHash }) => transactionHash === inclusion.transactionHash,
  )
  if (attempt?.isCancellation) {
    if (cancellation?.kind !== 'refused') return { status: 'cancelled' }
    const { rpcCode, rpcMessage } = cancellation
    const method = 'eth_sendRawTransaction'
    const error = new L1RpcError({ method, rpcCode, rpcMessage, data: undefined })
    return { status: 'rejected', error }
  }
  if (inclusion.isSuccess) return { status: 'included', nonce, inclusion }
  const { revertData } = inclusion
  const error = revertData === null ? null : decodeRevert(revertData)
  return { status: 'reverted', nonce, inclusion, error }
}
