import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'
import type { Dispute } from './decodeDispute.ts'
import { readDisputesById } from './readDisputesById.ts'

/** The disputes of a DAC that are not resolved, in the order of their opening. */
export async function readDisputes(source: ContractSource, chainId: number): Promise<Dispute[]> {
  const [open] = await callContracts(source, [
    { contract: 'DisputeGame', method: 'openDisputes', args: [chainId] },
  ])
  const disputeIds = Array.from(open?.[0] as Iterable<bigint>, Number).sort((a, b) => a - b)
  return readDisputesById(source, disputeIds)
}
