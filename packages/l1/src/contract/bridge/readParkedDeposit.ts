import { type Address, asAddress } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

const statuses = ['none', 'parked', 'refunded', 'released'] as const

/** A deposit of MT that a DAC's sequencers were too weakly bonded for. */
export interface ParkedDeposit {
  readonly depositId: number
  readonly status: (typeof statuses)[number]
  readonly chainId: number
  /** Who paid it, and alone may take it back. */
  readonly owner: Address
  /** The depositor on L2: the owner, or its alias. */
  readonly from: Address
  readonly to: Address
  /** Wei of MT. */
  readonly amount: bigint
}

/** A deposit that was parked, whatever became of it; `null` for an id that none has. */
export async function readParkedDeposit(
  source: ContractSource,
  depositId: number,
): Promise<ParkedDeposit | null> {
  const [result] = await callContracts(source, [
    { contract: 'L1StandardBridge', method: 'parkedDeposit', args: [depositId] },
  ])
  const deposit = result?.[0]
  const status = statuses[Number(deposit.status)] ?? 'none'
  if (status === 'none') return null
  return {
    depositId,
    status,
    chainId: Number(deposit.chainId),
    owner: asAddress(deposit.owner),
    from: asAddress(deposit.from),
    to: asAddress(deposit.to),
    amount: deposit.amount,
  }
}
