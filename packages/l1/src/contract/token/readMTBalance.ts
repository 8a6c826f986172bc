import type { Address } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** An account's MT on L1, in wei. */
export async function readMTBalance(source: ContractSource, account: Address): Promise<bigint> {
  const contract = 'MetisToken'
  const [result] = await callContracts(source, [{ contract, method: 'balanceOf', args: [account] }])
  return result?.[0]
}
