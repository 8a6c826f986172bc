import {
  BASE_FEE_FLOOR,
  floorGas,
  intrinsicGas,
  MAX_TRANSACTION_GAS,
  MAX_TRANSACTION_SIZE,
  predeploys,
} from '@mvm/protocol'
import type { ExaminedTransaction } from '../port/AdmissionPort.ts'
import { FloorGasTooLowError } from './error/FloorGasTooLowError.ts'
import { GasLimitTooHighError } from './error/GasLimitTooHighError.ts'
import { InitCodeTooLargeError } from './error/InitCodeTooLargeError.ts'
import { IntrinsicGasTooLowError } from './error/IntrinsicGasTooLowError.ts'
import type { PoolRejection } from './error/PoolRejection.ts'
import { ResolverAddressError } from './error/ResolverAddressError.ts'
import { SenderHasCodeError } from './error/SenderHasCodeError.ts'
import { SubmitDeniedError } from './error/SubmitDeniedError.ts'
import { TipAboveFeeCapError } from './error/TipAboveFeeCapError.ts'
import { TransactionTooLargeError } from './error/TransactionTooLargeError.ts'
import { UnderpricedError } from './error/UnderpricedError.ts'
import { WrongChainError } from './error/WrongChainError.ts'
import { feeCaps } from './feeCaps.ts'

/** EIP-3860. */
const MAX_INIT_CODE_SIZE = 49_152

/** The rules that a transaction can fail whatever else is in the pool (spec 2.2); `undefined` when it passes. */
export function checkAdmission(
  examined: ExaminedTransaction,
  chainId: number,
): PoolRejection | undefined {
  const { transaction, signerCode, submitDenial } = examined
  const { gasLimit, size, data, to, signer } = transaction
  const { maxFeePerGas, maxPriorityFeePerGas } = feeCaps(transaction)

  if (transaction.chainId !== chainId) {
    return new WrongChainError({ chainId: transaction.chainId, expected: chainId })
  }
  if (size > MAX_TRANSACTION_SIZE) {
    return new TransactionTooLargeError({ size, limit: MAX_TRANSACTION_SIZE })
  }
  if (gasLimit > MAX_TRANSACTION_GAS) {
    return new GasLimitTooHighError({ gasLimit, limit: MAX_TRANSACTION_GAS })
  }
  if (to === null && data.length > MAX_INIT_CODE_SIZE) {
    return new InitCodeTooLargeError({ size: data.length, limit: MAX_INIT_CODE_SIZE })
  }
  const intrinsic = intrinsicGas(transaction)
  if (gasLimit < intrinsic) return new IntrinsicGasTooLowError({ gasLimit, required: intrinsic })
  const floor = floorGas(data)
  if (gasLimit < floor) return new FloorGasTooLowError({ gasLimit, required: floor })
  if (maxPriorityFeePerGas > maxFeePerGas) {
    return new TipAboveFeeCapError({ maxPriorityFeePerGas, maxFeePerGas })
  }
  if (maxFeePerGas < BASE_FEE_FLOOR) {
    return new UnderpricedError({ maxFeePerGas, minimum: BASE_FEE_FLOOR })
  }
  if (to === predeploys.ipfsResolver) return new ResolverAddressError({ to })
  if (submitDenial !== undefined) return new SubmitDeniedError({ denial: submitDenial })
  if (signerCode === 'contract') return new SenderHasCodeError({ signer })
  return undefined
}
