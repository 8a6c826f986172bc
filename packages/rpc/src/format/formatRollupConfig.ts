import type { Json } from '../jsonrpc/Json.ts'
import type { RollupConfig } from '../port/RollupPort.ts'

/**
 * The OP Stack's rollup configuration as far as a DAC has the same thing: batches and deposits both go through
 * the CanonicalTransactionChain, and `block_time` is 0 because blocks are sealed on demand. Plain numbers.
 */
export function formatRollupConfig(config: RollupConfig): Json {
  const { genesis, l1Contracts } = config
  return {
    genesis: {
      l1: { hash: genesis.l1.hash, number: genesis.l1.number },
      l2: { hash: genesis.l2.hash, number: genesis.l2.number },
      l2_time: genesis.timestamp,
      system_config: { gasLimit: Number(config.blockGasLimit) },
    },
    block_time: 0,
    max_sequencer_drift: config.maxSequencerDriftSeconds,
    seq_window_size: config.forcedInclusionBlocks,
    origin_age_limit: config.originAgeLimitBlocks,
    l1_chain_id: config.l1ChainId,
    l2_chain_id: config.l2ChainId,
    batch_inbox_address: l1Contracts.canonicalTransactionChain,
    deposit_contract_address: l1Contracts.canonicalTransactionChain,
    l1_contracts: { ...l1Contracts },
  }
}
