import { type Address, asAddress } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** What the SequencerPool says of an account and a DAC; amounts in wei of MT. */
export interface SequencerStanding {
  readonly stake: bigint
  /** To all DACs together. */
  readonly allocatedInAll: bigint
  /** To this DAC. */
  readonly allocated: bigint
  /** The DAC's least allocation that is eligible. */
  readonly threshold: bigint
  /** Whether the account may post in the current L1 block. */
  readonly mayPost: boolean
  /** `null` while the seat is vacant. */
  readonly seat: { readonly holder: Address; readonly fromEpoch: number } | null
  readonly currentEpoch: number
}

const NOBODY = asAddress(`0x${'00'.repeat(20)}`)

/** Throws {@link ContractRevertError} `UnknownChain`. */
export async function readSequencerStanding(
  source: ContractSource,
  chainId: number,
  account: Address,
): Promise<SequencerStanding> {
  const contract = 'SequencerPool'
  const [stake, allocatedInAll, allocation, threshold, mayPost, seat, epoch] = await callContracts(
    source,
    [
      { contract, method: 'stakeOf', args: [account] },
      { contract, method: 'allocatedOf', args: [account] },
      { contract, method: 'allocation', args: [chainId, account] },
      { contract, method: 'threshold', args: [chainId] },
      { contract, method: 'mayPost', args: [chainId, account] },
      { contract, method: 'seat', args: [chainId] },
      { contract, method: 'currentEpoch', args: [] },
    ],
  )
  const holder = asAddress(seat?.[0].holder)
  return {
    stake: stake?.[0],
    allocatedInAll: allocatedInAll?.[0],
    allocated: allocation?.[0].amount,
    threshold: threshold?.[0],
    mayPost: mayPost?.[0],
    seat: holder === NOBODY ? null : { holder, fromEpoch: Number(seat?.[0].fromEpoch) },
    currentEpoch: Number(epoch?.[0]),
  }
}
