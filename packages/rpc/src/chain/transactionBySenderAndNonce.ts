import type { Address } from '@mvm/protocol'
import type { TransactionLocation } from '../port/ChainPort.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'
import { firstBlockWhere } from './firstBlockWhere.ts'

/** Where the transaction stands with which an account used up a nonce; `null` while none has. */
export async function transactionBySenderAndNonce(
  { chain, state }: ChainPorts,
  sender: Address,
  nonce: bigint,
  signal: AbortSignal,
): Promise<TransactionLocation | null> {
  const isUsed = async (at: TransactionLocation['block']) => (await state.nonce(at, sender)) > nonce
  const block = await firstBlockWhere(chain, isUsed, signal)
  if (block === null) return null
  const receipts = chain.receipts(block)
  const index = chain.transactions(block).findIndex((transaction, i) => {
    if (transaction.type !== 0x7e)
      return transaction.signer === sender && transaction.nonce === nonce
    const receipt = receipts[i]
    const isSame =
      receipt !== undefined && 'depositNonce' in receipt && receipt.depositNonce === nonce
    return transaction.from === sender && isSame
  })
  return index < 0 ? null : { block, index }
}
