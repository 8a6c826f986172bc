import type { Hex } from '@mvm/protocol'
import { L1RpcError } from '../error/L1RpcError.ts'

/**
 * The data that a call reverted with, wherever the node put it: `data` itself (geth, Reth, anvil, Besu), an object
 * in it (Hardhat), or a text around it (Nethermind, Erigon). `null` when the error is not a revert.
 */
export function revertDataOf(error: unknown): Hex | null {
  if (!(error instanceof L1RpcError)) return null
  const data = hexIn(error.data)
  if (data !== null) return data
  return /revert/i.test(error.rpcMessage) ? '0x' : null
}

function hexIn(value: unknown): Hex | null {
  if (typeof value === 'string') {
    const match = /^(?:Reverted )?(0x(?:[0-9a-fA-F]{2})*)$/.exec(value)
    return match === null ? null : ((match[1] as string).toLowerCase() as Hex)
  }
  if (value === null || typeof value !== 'object') return null
  if ('data' in value) return hexIn(value.data)
  return 'originalError' in value ? hexIn(value.originalError) : null
}
