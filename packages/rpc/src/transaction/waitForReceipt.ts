import type { TransactionHash } from '@mvm/protocol'
import { SyncTimeoutError } from '../error/SyncTimeoutError.ts'
import { formatTransactionReceipt } from '../format/formatTransactionReceipt.ts'
import type { Json } from '../jsonrpc/Json.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'

/** The receipt of a transaction as soon as a block has it; rejects with {@link SyncTimeoutError} or the signal's reason. */
export function waitForReceipt(
  { chain, events }: ChainPorts,
  transactionHash: TransactionHash,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Json> {
  return new Promise((resolve, reject) => {
    const unsubscribe = events.onHeadChange(({ added }) => {
      const isMined = added.some(({ receipts }) =>
        receipts.some((receipt) => receipt.transactionHash === transactionHash),
      )
      if (isMined) lookUp()
    })
    const end = () => {
      unsubscribe()
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
    const abort = () => {
      end()
      reject(signal.reason)
    }
    const lookUp = () => {
      try {
        const receipt = formatTransactionReceipt(chain, transactionHash)
        if (receipt === null) return
        end()
        resolve(receipt)
      } catch (error) {
        end()
        reject(error)
      }
    }
    const timer = setTimeout(() => {
      end()
      reject(new SyncTimeoutError({ transactionHash, timeoutMs }))
    }, timeoutMs)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    // It may have been mined before anybody listened.
    else lookUp()
  })
}
