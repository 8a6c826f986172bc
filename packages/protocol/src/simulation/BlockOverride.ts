import type { Address } from '../account/Address.ts'
import type { Hex } from '../bytes/toHex.ts'
import type { Withdrawal } from '../ethereum/Withdrawal.ts'

/** Changes to the block in which a simulation runs. */
export interface BlockOverride {
  readonly number?: bigint
  /** Seconds since 1970. */
  readonly timestamp?: bigint
  readonly gasLimit?: bigint
  readonly coinbase?: Address
  readonly prevRandao?: Hex
  readonly baseFeePerGas?: bigint
  /** Wei per blob gas; a DAC has no blobs and takes no notice. */
  readonly blobBaseFee?: bigint
  /** Only of simulated blocks, and not on a DAC. */
  readonly withdrawals?: readonly Withdrawal[]
  /** Only of simulated blocks, and not on a DAC. */
  readonly parentBeaconBlockRoot?: Hex
}
