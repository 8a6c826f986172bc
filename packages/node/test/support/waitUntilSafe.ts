import type { TestNode } from './TestNode.ts'
import { waitFor } from './waitFor.ts'

/** Waits until a node has all these transactions in safe blocks; returns the safe block's number. */
export async function waitUntilSafe(
  { rpc }: TestNode,
  hashes: readonly string[],
  timeoutMs = 90_000,
): Promise<number> {
  const allSafe = async () => {
    const safe = Number((await rpc.block('safe'))?.number)
    const receipts = await rpc.receipts(hashes)
    const isSafe = receipts.every((receipt) => receipt && Number(receipt.blockNumber) <= safe)
    return isSafe && safe
  }
  const what = `${hashes.length} transactions to be safe at ${rpc.url}`
  return waitFor(what, allSafe, { timeoutMs, intervalMs: 250 })
}
