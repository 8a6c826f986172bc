import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'
import { type Dispute, decodeDispute } from './decodeDispute.ts'

/** A dispute by its number. Throws {@link ContractRevertError} `UnknownDispute`. */
export async function readDispute(source: ContractSource, disputeId: number): Promise<Dispute> {
  const contract = 'DisputeGame'
  const [result] = await callContracts(source, [{ contract, method: 'dispute', args: [disputeId] }])
  if (result === undefined) throw new RangeError('a call gave no result')
  return decodeDispute(disputeId, result)
}
