import { l1Fee, logsBloom } from '@mvm/protocol'
import { ALL_PERMISSIONS } from '../profile/ALL_PERMISSIONS.ts'
import type { Assessment, TransactionRules } from '../transaction/TransactionRules.ts'

type Change = (rules: TransactionRules) => TransactionRules

/** Rules for transactions of which one differs, by fault. */
export const faultyRules = {
  'wrong-refund': (rules: TransactionRules): TransactionRules => ({
    ...rules,
    // As before EIP-3529.
    refundQuotient: 2n,
  }),
  'wrong-selfdestruct': (rules: TransactionRules): TransactionRules => ({
    ...rules,
    // As before EIP-6780.
    removesOldAccounts: true,
  }),
  'wrong-balance': (rules: TransactionRules): TransactionRules => ({
    ...rules,
    settle: (world, block, settlement) =>
      rules.settle(world, block, { ...settlement, tip: 2n * settlement.tip }),
  }),
  'wrong-bloom': (rules: TransactionRules): TransactionRules => ({
    ...rules,
    logsBloom: (logs) => logsBloom(logs.map((log) => ({ ...log, topics: log.topics.slice(0, 1) }))),
  }),
  'wrong-tax': assessing((honest) => {
    const amount = honest.tax.amount / 2n
    return {
      ...honest,
      charge: honest.charge - honest.tax.amount + amount,
      reserve: honest.reserve - honest.tax.amount + amount,
      tax: { ...honest.tax, amount },
    }
  }),
  'wrong-l1-fee': assessing((honest, _world, block, { size }) => {
    const fee = l1Fee(Math.floor(size / 2), block.l1BaseFeePerGas, block.feeScalar)
    return {
      ...honest,
      charge: honest.charge - honest.l1Fee + fee,
      reserve: honest.reserve - honest.l1Fee + fee,
      l1Fee: fee,
    }
  }),
  'skip-permission-check': assessing((honest, _world, _block, { signer }) => ({
    ...honest,
    skip: honest.skip?.code === 'SUBMIT_DENIED' ? null : honest.skip,
    permissions: { mask: ALL_PERMISSIONS, signer },
  })),
  'skipped-transaction': assessing((honest, world, _block, { signer, to, nonce }) => {
    const isLeftOut = to === signer && nonce === world.nonce(signer)
    return isLeftOut && honest.skip === null ? { ...honest, skip: { code: 'LEFT_OUT' } } : honest
  }),
} as const

function assessing(
  change: (honest: Assessment, ...seen: Parameters<TransactionRules['assess']>) => Assessment,
): Change {
  return (rules) => ({
    ...rules,
    assess: (...seen) => change(rules.assess(...seen), ...seen),
  })
}
