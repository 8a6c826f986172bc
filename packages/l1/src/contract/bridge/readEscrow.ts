import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** MT that the L1StandardBridge holds for a DAC, in wei: its supply there, what is in flight included. */
export async function readEscrow(source: ContractSource, chainId: number): Promise<bigint> {
  const contract = 'L1StandardBridge'
  const [result] = await callContracts(source, [{ contract, method: 'escrow', args: [chainId] }])
  return result?.[0]
}
