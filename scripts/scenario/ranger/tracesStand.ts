import { rpcCall } from '../../bench/rpcBatch.ts'

interface Receipt {
  readonly transactionHash: string
  readonly gasUsed: string
}

interface Frame {
  readonly gasUsed: string
}

/** Whether a node's traces of a block are those of the receipts that it shows: of the machine that made the block. */
export async function tracesStand(rpcUrl: string, blockNumber: number): Promise<boolean> {
  const block = `0x${blockNumber.toString(16)}`
  const receipts = (await rpcCall(rpcUrl, 'eth_getBlockReceipts', block)) as readonly Receipt[]
  const options = { tracer: 'callTracer' }
  const traces = (await rpcCall(rpcUrl, 'debug_traceBlockByNumber', block, options)) as readonly {
    readonly txHash: string
    readonly result: Frame
  }[]
  const told = traces.map(({ txHash, result }) => `${txHash} ${Number(result.gasUsed)}`)
  const claimed = receipts.map(
    ({ transactionHash, gasUsed }) => `${transactionHash} ${Number(gasUsed)}`,
  )
  return claimed.length === told.length && claimed.every((line, i) => line === told[i])
}
