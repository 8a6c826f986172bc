import type { Address, Hex } from '@mvm/protocol'
import type { L1Client } from '../client/L1Client.ts'
import type { L1Receipt } from '../client/L1Receipt.ts'
import type { L1RequestOptions } from '../client/L1Transport.ts'
import { revertDataOf } from '../contract/revertDataOf.ts'
import { L1RpcError } from '../error/L1RpcError.ts'
import type { L1IntentRecord } from './L1IntentRecord.ts'

/**
 * Why a transaction reverted: its call again, on the state after its block and on the one before. An approximation,
 * since other transactions of the block stand between; `null` when neither replay reverts.
 */
export async function findRevertData(
  client: L1Client,
  from: Address,
  { to, data, value, gasLimit }: L1IntentRecord,
  { blockNumber }: L1Receipt,
  options: L1RequestOptions,
): Promise<Hex | null> {
  for (const state of [blockNumber, blockNumber - 1]) {
    try {
      await client.call({ from, to, data, value, gasLimit }, state, options)
    } catch (error) {
      if (!(error instanceof L1RpcError)) throw error
      const revertData = revertDataOf(error)
      if (revertData !== null) return revertData
    }
  }
  return null
}
