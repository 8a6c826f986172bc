import type { Address } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** Wei of ETH that an account can withdraw from the DisputeGame. */
export async function readDisputeCredit(source: ContractSource, account: Address): Promise<bigint> {
  const [credit] = await callContracts(source, [
    { contract: 'DisputeGame', method: 'creditOf', args: [account] },
  ])
  return credit?.[0]
}
