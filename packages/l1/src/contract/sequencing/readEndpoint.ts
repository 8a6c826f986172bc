import type { Address } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'
import { textOf } from '../textOf.ts'

/** Where other nodes reach a member of the pool; `null` if it has not said, or not in words. */
export async function readEndpoint(
  source: ContractSource,
  account: Address,
): Promise<string | null> {
  const [endpoint] = await callContracts(source, [
    { contract: 'SequencerPool', method: 'endpointOf', args: [account] },
  ])
  return textOf(endpoint) || null
}
