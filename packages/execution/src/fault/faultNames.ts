/** Every fault that a machine can have; docs/faults.md says what each does. */
export const faultNames = [
  'wrong-arithmetic',
  'wrong-storage',
  'wrong-gas',
  'wrong-refund',
  'wrong-balance',
  'wrong-nonce',
  'wrong-log',
  'wrong-bloom',
  'wrong-create',
  'wrong-selfdestruct',
  'wrong-call',
  'wrong-precompile',
  'wrong-tax',
  'wrong-l1-fee',
  'wrong-origin',
  'wrong-withdrawal-root',
  'skip-permission-check',
  'skipped-transaction',
  'invented-transaction',
] as const

export type FaultName = (typeof faultNames)[number]
