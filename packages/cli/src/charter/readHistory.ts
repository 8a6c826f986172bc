import { predeploys } from '@mvm/protocol'
import type { NodeClient } from '../node/NodeClient.ts'
import type { CharterRevision } from './CharterRevision.ts'
import { describeRevision, type RpcLog } from './describeRevision.ts'

/** Blocks in one request: what nodes take without other limits. */
const BLOCKS = 10_000

/** All versions of a DAC's charter, from the first on, as MVM_DACMaster's events tell them. */
export async function readHistory(
  node: NodeClient,
  signal: AbortSignal,
): Promise<CharterRevision[]> {
  const latest = Number(await node.request('eth_blockNumber', [], signal))
  const revisions: CharterRevision[] = []
  for (let from = 0; from <= latest; from += BLOCKS) {
    const to = Math.min(from + BLOCKS - 1, latest)
    const filter = {
      address: predeploys.dacMaster,
      fromBlock: `0x${from.toString(16)}`,
      toBlock: `0x${to.toString(16)}`,
    }
    const logs = await node.request('eth_getLogs', [filter], signal)
    for (const log of logs as unknown as RpcLog[]) {
      const revision = describeRevision(log)
      if (revision !== undefined) revisions.push(revision)
    }
  }
  return revisions
}
