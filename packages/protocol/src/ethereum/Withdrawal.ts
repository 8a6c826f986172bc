import type { Address } from '../account/Address.ts'

/** A withdrawal from the beacon chain (EIP-4895), which only Ethereum's blocks have. */
export interface Withdrawal {
  readonly index: bigint
  readonly validatorIndex: bigint
  readonly address: Address
  readonly amountGwei: bigint
}
