import {
  asHash,
  type DepositTransaction,
  encodeDeposit,
  fromHex,
  type Hash,
  keccak256Hex,
  type L1Origin,
  type TransactionHash,
} from '@mvm/protocol'

const GWEI = 1_000_000_000n

/** Machines that take something else for a block's input, by fault. */
export const faultyInput = {
  /** L1's base fee in whole gwei. */
  'wrong-origin': (origin: L1Origin): L1Origin => ({
    ...origin,
    baseFeePerGas: (origin.baseFeePerGas / GWEI) * GWEI,
  }),
  /** The last deposit of a block once more, from a source that L1's queue does not have. */
  'invented-transaction': (
    deposits: readonly DepositTransaction[],
  ): readonly DepositTransaction[] => {
    const last = deposits.at(-1)
    return last === undefined ? deposits : [...deposits, repeat(last)]
  },
} as const

function repeat(deposit: DepositTransaction): DepositTransaction {
  const sourceHash = asHash<Hash<'queue source'>>(keccak256Hex(fromHex(deposit.sourceHash)))
  const raw = encodeDeposit({ ...deposit, sourceHash })
  const hash = asHash<TransactionHash>(keccak256Hex(raw))
  return { ...deposit, sourceHash, hash, size: raw.length }
}
