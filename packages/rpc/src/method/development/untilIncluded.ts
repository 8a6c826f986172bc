import type { TransactionHash } from '@mvm/protocol'
import { waitForReceipt } from '../../transaction/waitForReceipt.ts'
import type { DevelopmentContext } from './defineDevelopmentMethod.ts'

/** Resolves when a block has what was put into L1's queue. Rejects with `SyncTimeoutError` when none takes it in time. */
export async function untilIncluded(
  { ports, limits, signal }: DevelopmentContext,
  hash: TransactionHash,
): Promise<void> {
  // Leaves time to answer before the request as a whole is out of time.
  await waitForReceipt(ports, hash, limits.requestTimeoutMs - 1000, signal)
}
