import { type Address, asAddress, type WithdrawalHash } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

const statuses = ['none', 'proven', 'finalized'] as const

/** How a message's MT stands with the L1StandardBridge. */
export interface Withdrawal {
  readonly hash: WithdrawalHash
  readonly status: (typeof statuses)[number]
  readonly chainId: number
  readonly target: Address
  /** Wei of MT. */
  readonly value: bigint
  /** That it is proven against. */
  readonly stateBatchIndex: number
  /** Whether finalizing would pay now. */
  readonly isFinalizable: boolean
}

/** What L1 knows of a message; `null` until it is proven. */
export async function readWithdrawal(
  source: ContractSource,
  hash: WithdrawalHash,
): Promise<Withdrawal | null> {
  const contract = 'L1StandardBridge'
  const [result, isFinalizable] = await callContracts(source, [
    { contract, method: 'withdrawal', args: [hash] },
    { contract, method: 'isFinalizable', args: [hash] },
  ])
  const claim = result?.[0]
  const status = statuses[Number(claim.status)] ?? 'none'
  if (status === 'none') return null
  return {
    hash,
    status,
    chainId: Number(claim.chainId),
    target: asAddress(claim.target),
    value: claim.value,
    stateBatchIndex: Number(claim.stateBatchIndex),
    isFinalizable: isFinalizable?.[0],
  }
}
