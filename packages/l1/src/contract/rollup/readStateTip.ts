import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** Where a chain stands in the StateCommitmentChain. */
export interface StateTip {
  /** The first block without an output root. */
  readonly nextBlock: number
  /** Ever appended. */
  readonly stateBatchCount: number
  /** Not deleted. */
  readonly liveCount: number
  readonly windowSeconds: number
}

/** Throws {@link ContractRevertError} `UnknownChain`. */
export async function readStateTip(source: ContractSource, chainId: number): Promise<StateTip> {
  const contract = 'StateCommitmentChain'
  const [result] = await callContracts(source, [{ contract, method: 'stateTip', args: [chainId] }])
  const tip = result?.[0]
  return {
    nextBlock: Number(tip.nextBlock),
    stateBatchCount: Number(tip.stateBatchCount),
    liveCount: Number(tip.liveCount),
    windowSeconds: Number(tip.window),
  }
}
