import { asHash, type OutputRoot, outputRootPath } from '@mvm/protocol'
import type { L1Client } from '../client/L1Client.ts'
import type { L1RequestOptions } from '../client/L1Transport.ts'
import { contractInterface } from '../contract/contractInterface.ts'
import { L1DataMismatchError } from '../error/L1DataMismatchError.ts'
import { decodeRollupLog, type RollupContracts } from './decodeRollupLog.ts'
import type { StateBatchAppended } from './RollupEvents.ts'

/**
 * A state batch's output roots, from the calldata of the transaction that appended it and checked against the Merkle
 * root in the event; not for state batch 0, which no transaction of its own appends. Throws
 * {@link L1DataMismatchError} when they are not to be had, after a reorganisation for instance, and what
 * {@link L1Client} throws.
 */
export async function readOutputRoots(
  client: L1Client,
  contracts: RollupContracts,
  stateBatch: StateBatchAppended,
  options?: L1RequestOptions,
): Promise<readonly OutputRoot[]> {
  const { chainId, stateBatchIndex, l1BlockNumber, firstBlock, merkleRoot } = stateBatch
  const { stateCommitmentChain } = contracts
  const mismatch = (actual: string) =>
    new L1DataMismatchError({
      what: `the output roots of state batch ${stateBatchIndex} of chain ${chainId}`,
      expected: merkleRoot,
      actual,
    })
  const logs = await client.logs(
    { addresses: [stateCommitmentChain], topics: [] },
    { from: l1BlockNumber, to: l1BlockNumber },
    options,
  )
  const log = logs.find((candidate) => {
    const decoded = decodeRollupLog(contracts, candidate)
    return (
      decoded?.kind === 'stateBatch' &&
      decoded.stateBatch.chainId === chainId &&
      decoded.stateBatch.stateBatchIndex === stateBatchIndex
    )
  })
  if (log === undefined) throw mismatch('no event')
  const [transaction] = await client.transactions([log.transactionHash], options)
  if (transaction?.to !== stateCommitmentChain) throw mismatch('no transaction')
  const call = contractInterface('StateCommitmentChain').parseTransaction({
    data: transaction.input,
  })
  if (call?.name !== 'appendStateBatch') throw mismatch('another call')
  const roots = (call.args.getValue('outputRoots') as readonly string[]).map((root) =>
    asHash<OutputRoot>(root),
  )
  const actual = outputRootPath(firstBlock, roots, 0).merkleRoot
  if (actual !== merkleRoot) throw mismatch(actual)
  return roots
}
