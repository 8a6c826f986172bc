import { NONCE_LIMIT } from '@mvm/protocol'
import type { BlockContext } from '../block/BlockContext.ts'
import type { WorldState } from '../state/WorldState.ts'
import { delegationTarget } from './delegationTarget.ts'
import type { ExecutableTransaction } from './ExecutableTransaction.ts'
import type { SkipReason } from './SkipReason.ts'
import type { Assessment, TransactionRules } from './TransactionRules.ts'

const NONE: ReadonlySet<SkipReason['code']> = new Set()

/**
 * Why a decoded transaction cannot be included at this state, or `null` if it can (spec 2.2). Changes nothing.
 * `ignored` are reasons that do not count, for simulations.
 */
export function findSkipReason(
  world: WorldState,
  block: BlockContext,
  cumulativeGasUsed: bigint,
  transaction: ExecutableTransaction,
  rules: TransactionRules,
  assessment: Assessment,
  ignored: ReadonlySet<SkipReason['code']> = NONE,
): SkipReason | null {
  const { gasLimit, maxFeePerGas, maxPriorityFeePerGas, nonce, signer, value, data } = transaction
  const available = block.gasLimit - cumulativeGasUsed
  if (gasLimit > available) return { code: 'BLOCK_GAS_EXCEEDED', available, gasLimit }
  if (gasLimit > rules.maxGasLimit && !ignored.has('GAS_LIMIT_TOO_HIGH')) {
    return { code: 'GAS_LIMIT_TOO_HIGH', gasLimit, maximum: rules.maxGasLimit }
  }
  const intrinsic = rules.intrinsicGas(transaction)
  if (gasLimit < intrinsic) {
    return { code: 'INTRINSIC_GAS_TOO_LOW', required: intrinsic, gasLimit }
  }
  const floor = rules.floorGas(data)
  if (gasLimit < floor) return { code: 'FLOOR_GAS_TOO_LOW', required: floor, gasLimit }
  if (transaction.to === null && data.length > rules.maxInitCodeSize) {
    return { code: 'INIT_CODE_TOO_LARGE', size: data.length }
  }
  if (nonce >= NONCE_LIMIT && !ignored.has('NONCE_EXHAUSTED')) return { code: 'NONCE_EXHAUSTED' }
  if (maxPriorityFeePerGas > maxFeePerGas) return { code: 'TIP_ABOVE_MAX_FEE' }
  if (maxFeePerGas < block.baseFeePerGas) {
    return { code: 'MAX_FEE_BELOW_BASE_FEE', maxFeePerGas, baseFeePerGas: block.baseFeePerGas }
  }
  if (assessment.skip !== null && !ignored.has(assessment.skip.code)) return assessment.skip
  const account = world.account(signer)
  const expected = account?.nonce ?? 0n
  if (nonce < expected) return { code: 'NONCE_TOO_LOW', nonce, expected }
  if (nonce > expected) return { code: 'NONCE_AHEAD', nonce, expected }
  const code = account === null ? undefined : world.codeOf(account)
  const isContract = code !== undefined && code.length > 0 && delegationTarget(code) === null
  if (isContract && !ignored.has('SENDER_HAS_CODE')) {
    return { code: 'SENDER_HAS_CODE', signer }
  }
  const required = gasLimit * maxFeePerGas + value + assessment.reserve
  const balance = account?.balance ?? 0n
  if (balance < required) return { code: 'INSUFFICIENT_FUNDS', required, available: balance }
  return null
}
