import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'
import { type Dispute, decodeDispute } from './decodeDispute.ts'

const contract = 'DisputeGame'

/** The disputes of a DAC that are not resolved, in the order of their opening. */
export async function readDisputes(source: ContractSource, chainId: number): Promise<Dispute[]> {
  const [open] = await callContracts(source, [
    { contract, method: 'openDisputes', args: [chainId] },
  ])
  const disputeIds = Array.from(open?.[0] as Iterable<bigint>, Number).sort((a, b) => a - b)
  const results = await callContracts(
    source,
    disputeIds.map((disputeId) => ({ contract, method: 'dispute', args: [disputeId] })),
  )
  return results.map((result, i) => decodeDispute(disputeIds[i] as number, result))
}
