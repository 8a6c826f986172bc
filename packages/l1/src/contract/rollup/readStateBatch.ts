import { type Address, asAddress, asHash, type Hash } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** A state batch as the StateCommitmentChain keeps it. */
export interface StateBatch {
  readonly stateBatchIndex: number
  readonly merkleRoot: Hash<'state batch'>
  readonly firstBlock: number
  readonly rootCount: number
  /** Seconds since 1970. */
  readonly appendedAt: number
  readonly asserter: Address
}

/** A state batch, deleted or not. Throws {@link ContractRevertError} `UnknownStateBatch`. */
export async function readStateBatch(
  source: ContractSource,
  chainId: number,
  stateBatchIndex: number,
): Promise<StateBatch> {
  const [result] = await callContracts(source, [
    {
      contract: 'StateCommitmentChain',
      method: 'stateBatch',
      args: [chainId, stateBatchIndex],
    },
  ])
  const batch = result?.[0]
  return {
    stateBatchIndex,
    merkleRoot: asHash(batch.merkleRoot),
    firstBlock: Number(batch.firstBlock),
    rootCount: Number(batch.rootCount),
    appendedAt: Number(batch.appendedAt),
    asserter: asAddress(batch.asserter),
  }
}
