import { InvalidTransactionError, MalformedRlpError } from '@mvm/protocol'
import type { Fork } from '../../engine/Fork.ts'
import type { ExecutableTransaction } from '../../transaction/ExecutableTransaction.ts'
import type { SkipReason } from '../../transaction/SkipReason.ts'
import { decodeEthereumTransaction } from './decodeEthereumTransaction.ts'

/** A decoded transaction, or why it can be none. */
export function tryDecodeEthereumTransaction(
  raw: Uint8Array,
  chainId: number,
  fork: Fork,
): { readonly transaction: ExecutableTransaction } | { readonly reason: SkipReason } {
  try {
    return { transaction: decodeEthereumTransaction(raw, chainId, fork) }
  } catch (error) {
    if (error instanceof InvalidTransactionError) {
      const { reason, message } = error
      return { reason: { code: 'INVALID_ENCODING', reason, detail: message } }
    }
    if (error instanceof MalformedRlpError) {
      const detail = error.message
      return { reason: { code: 'INVALID_ENCODING', reason: 'MALFORMED_RLP', detail } }
    }
    throw error
  }
}
