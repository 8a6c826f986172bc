import { cpuSeconds } from './cpuSeconds.ts'
import { type Workload, waitFor } from './prepareWorkload.ts'
import { rpcBatch, rpcCall } from './rpcBatch.ts'
import type { Target } from './Target.ts'

export interface Measurement {
  readonly name: string
  readonly transactions: number
  readonly seconds: number
  readonly minedPerSecond: number
  readonly minedPerCpuSecond: number
}

/** Transactions in one JSON-RPC batch, and batches under way at once. */
const BATCH_SIZE = 50
const IN_FLIGHT = 4

/** Sends a workload as fast as the server takes it, and stops the clock when the last transfer is mined. */
export async function measure(target: Target, { transfers }: Workload): Promise<Measurement> {
  const { rpcUrl } = target
  const firstBlock = Number(await rpcCall(rpcUrl, 'eth_blockNumber')) + 1
  const cpuBefore = cpuSeconds(target.pids)
  const startMs = performance.now()
  let next = 0
  const send = async () => {
    while (next < transfers.length) {
      const batch = transfers.slice(next, next + BATCH_SIZE)
      next += batch.length
      await rpcBatch(
        rpcUrl,
        batch.map((raw) => ['eth_sendRawTransaction', raw] as const),
      )
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, send))
  await mined(rpcUrl, firstBlock, transfers.length)
  const seconds = (performance.now() - startMs) / 1000
  const cpu = cpuSeconds(target.pids) - cpuBefore
  await waitFor(rpcUrl, transfers.slice(-20))
  return {
    name: target.name,
    transactions: transfers.length,
    seconds,
    minedPerSecond: transfers.length / seconds,
    minedPerCpuSecond: transfers.length / cpu,
  }
}

/** Waits until the blocks from `firstBlock` on hold `count` transactions. */
async function mined(rpcUrl: string, firstBlock: number, count: number): Promise<void> {
  let block = firstBlock
  let seen = 0
  while (seen < count) {
    const size = await rpcCall(
      rpcUrl,
      'eth_getBlockTransactionCountByNumber',
      `0x${block.toString(16)}`,
    )
    if (typeof size === 'string') {
      seen += Number(size)
      block++
    } else await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
