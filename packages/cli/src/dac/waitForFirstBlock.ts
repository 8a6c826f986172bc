import { NodeRpcError } from '../error/NodeRpcError.ts'
import { NodeUnreachableError } from '../error/NodeUnreachableError.ts'
import { NodeClient } from '../node/NodeClient.ts'
import type { Json } from '../output/Json.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { poll } from '../program/poll.ts'

/**
 * Waits until a node serves a DAC's first block, the one that sets its charter; `false` at once when no node
 * answers at all. Throws `WaitTimeoutError`.
 */
export async function waitForFirstBlock(
  context: CommandContext,
  rpcUrl: string,
  dac: { readonly slug: string; readonly details: Json },
  timeoutSeconds: number,
): Promise<boolean> {
  const { progress, signal } = context
  const node = new NodeClient(rpcUrl)
  progress.step(`waiting for the first block at ${rpcUrl}`)
  return poll({
    what: `the first block of "${dac.slug}" at ${rpcUrl}`,
    intervalMs: 250,
    timeoutSeconds,
    look: async () => {
      try {
        return Number(await node.request('eth_blockNumber', [], signal)) >= 1 ? true : undefined
      } catch (error) {
        if (error instanceof NodeRpcError) return undefined // It does not serve the DAC yet.
        if (error instanceof NodeUnreachableError) return false
        throw error
      }
    },
    reached: () => dac.details,
    remedy: `The DAC exists on L1. Look again with: mvm dac info ${dac.slug}`,
    signal,
  })
}
