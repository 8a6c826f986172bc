import { type L1Client, L1ReorganisedError } from '@mvm/l1'
import type { L1Origin, TransactionBatch } from '@mvm/protocol'

/** A batch's origin as L1 has it. Throws {@link L1ReorganisedError} when L1 no longer has it. */
export async function originOf(
  client: L1Client,
  { originNumber, originHash }: TransactionBatch,
  signal: AbortSignal,
): Promise<L1Origin> {
  const block = await client.block(originNumber, { signal })
  if (block?.hash === originHash) return block
  const actualHash = block?.hash ?? null
  throw new L1ReorganisedError({ blockNumber: originNumber, expectedHash: originHash, actualHash })
}
