import type { L1Contracts } from '@mvm/protocol'
import { NodeUnreachableError } from '../error/NodeUnreachableError.ts'
import { contractsIn } from '../l1/contractsIn.ts'
import type { NodeClient } from './NodeClient.ts'

/** What a node says about the network that a DAC belongs to. */
export interface RollupConfig {
  readonly l1ChainId: number
  readonly l2ChainId: number
  readonly l1Contracts: L1Contracts
}

/** `optimism_rollupConfig`. Throws what the client throws, and {@link NodeUnreachableError} for another answer. */
export async function readRollupConfig(
  client: NodeClient,
  signal: AbortSignal,
): Promise<RollupConfig> {
  const config = (await client.request('optimism_rollupConfig', [], signal)) as {
    readonly l1_chain_id?: unknown
    readonly l2_chain_id?: unknown
    readonly l1_contracts?: unknown
  } | null
  const l1Contracts = contractsIn(JSON.stringify(config?.l1_contracts ?? null))
  if (
    l1Contracts === undefined ||
    typeof config?.l1_chain_id !== 'number' ||
    typeof config.l2_chain_id !== 'number'
  ) {
    throw new NodeUnreachableError({ url: client.url, reason: 'what answers is no MVM node' })
  }
  return { l1ChainId: config.l1_chain_id, l2ChainId: config.l2_chain_id, l1Contracts }
}
