import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** How a state batch stands at an L1 block. */
export interface StateBatchStanding {
  /** Not deleted. */
  readonly isLive: boolean
  /** Can no longer fall. */
  readonly isWithdrawable: boolean
  /** Seconds since 1970: the last moment at which a game on it may open. */
  readonly windowEnd: number
}

/** Throws {@link ContractRevertError} `UnknownStateBatch`. */
export async function readStateBatchStanding(
  source: ContractSource,
  chainId: number,
  stateBatchIndex: number,
): Promise<StateBatchStanding> {
  const args = [chainId, stateBatchIndex]
  const [isLive, isWithdrawable, windowEnd] = await callContracts(
    source,
    ['isLive', 'isWithdrawable', 'windowEnd'].map((method) => ({
      contract: 'StateCommitmentChain',
      method,
      args,
    })),
  )
  return {
    isLive: isLive?.[0],
    isWithdrawable: isWithdrawable?.[0],
    windowEnd: Number(windowEnd?.[0]),
  }
}
