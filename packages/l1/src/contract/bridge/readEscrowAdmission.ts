import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** Whether a DAC's sequencers are bonded for `amount` of MT (wei) more than it has; if not, a deposit is parked. */
export async function readEscrowAdmission(
  source: ContractSource,
  chainId: number,
  amount: bigint,
): Promise<boolean> {
  const [escrow] = await callContracts(source, [
    { contract: 'L1StandardBridge', method: 'escrow', args: [chainId] },
  ])
  const [isAdmitted] = await callContracts(source, [
    { contract: 'SequencerPool', method: 'admitsEscrow', args: [chainId, escrow?.[0] + amount] },
  ])
  return isAdmitted?.[0]
}
