import { decodeRevert, type L1Client, revertDataOf } from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import { PreconditionError } from '../error/PreconditionError.ts'
import type { L1Call } from './L1Call.ts'

/**
 * The gas that a call needs now. Throws `ContractRevertError` when it would revert, {@link PreconditionError} when
 * the account has too little ETH, and what the client throws.
 */
export async function estimateL1Gas(
  client: L1Client,
  from: Address,
  { to, data, value }: L1Call,
  signal: AbortSignal,
): Promise<bigint> {
  try {
    return await client.estimateGas({ from, to, data, value }, 'latest', { signal })
  } catch (error) {
    const revertData = revertDataOf(error)
    if (revertData !== null) throw decodeRevert(revertData)
    if (error instanceof Error && /insufficient funds/i.test(error.message)) {
      throw new PreconditionError({
        code: 'INSUFFICIENT_FUNDS',
        problem: `${from} has too little ETH on L1 for this transaction`,
        remedy: 'Send ETH to the account, or name another with --account.',
      })
    }
    throw error
  }
}
