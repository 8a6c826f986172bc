import { l1Fee } from '@mvm/protocol'
import type { ExaminedTransaction } from '../port/AdmissionPort.ts'
import { feeCaps } from './feeCaps.ts'

/** What the L1 data fee is reckoned with until the transaction's batch fixes it. */
export interface DataFeePrices {
  /** Wei of ETH per gas. */
  readonly l1BaseFeePerGas: bigint
  /** MT per ETH × 10^6. */
  readonly feeScalar: bigint
}

export interface TransactionCost {
  /** The most that the transaction can take from its signer, wei of MT. */
  readonly total: bigint
  readonly l1Fee: bigint
}

/** What the signer's balance must cover: gasLimit·maxFee + value + tax + l1Fee (spec 2.2). */
export function maximumCost(
  { transaction, tax }: ExaminedTransaction,
  prices: DataFeePrices,
): TransactionCost {
  const dataFee = l1Fee(transaction.size, prices.l1BaseFeePerGas, prices.feeScalar)
  const gasFee = transaction.gasLimit * feeCaps(transaction).maxFeePerGas
  return { total: gasFee + transaction.value + tax + dataFee, l1Fee: dataFee }
}
