import { MvmError, type TransactionBatch } from '@mvm/protocol'
import type { AdoptedBatch, ChainPort } from '../port/ChainPort.ts'

/** Codes of l1's `L1ReorganisedError` and derivation's `DerivationInputError`, which may come from another thread. */
const abandonedCodes: readonly string[] = ['L1_REORGANISED', 'DERIVATION_INPUT']

/** Adopts a batch; returns the error instead of throwing it when L1 no longer has what the batch is made of. */
export async function adoptUnlessAbandoned(
  chain: Pick<ChainPort, 'adopt'>,
  batch: TransactionBatch,
): Promise<AdoptedBatch | MvmError> {
  try {
    return await chain.adopt(batch)
  } catch (error) {
    if (error instanceof MvmError && abandonedCodes.includes(error.code)) return error
    throw error
  }
}
