import type { KindName, StepDescription } from './describeStep.ts'
import type { StepFaultName } from './stepFaults.ts'

/** The step to which a game leads somebody who lies by a fault, and what is wrong behind it. */
export interface FaultSign {
  readonly kind: KindName
  /** One of these, where the step is of an opcode. */
  readonly opcodes?: readonly number[]
  /** One of these: the first as a rule, the others where the fault decides more than a number. */
  readonly fields: readonly [string, ...string[]]
}

/** By fault: one sign as a rule. */
export const faultSigns: Readonly<Record<StepFaultName, readonly [FaultSign, ...FaultSign[]]>> = {
  'wrong-arithmetic': [exec([0x09], 'frame.stack')],
  'wrong-storage': [exec([0x55], 'world.stateRoot')],
  // The true frame may run out of the gas that the liar's has left.
  'wrong-gas': [exec([0x54], 'frame.gas', 'kind')],
  'wrong-refund': [{ kind: 'TX_FINALIZE', fields: ['pending.gasUsed'] }],
  'wrong-balance': [{ kind: 'TX_FINALIZE', fields: ['world.stateRoot'] }],
  'wrong-nonce': [
    { kind: 'FRAME_EXIT', fields: ['world.stateRoot'] },
    // Where the place of a creation transaction is taken.
    { kind: 'CREATE_ENTER', fields: ['world.stateRoot'] },
  ],
  'wrong-log': [exec([0xa0, 0xa1, 0xa2, 0xa3, 0xa4], 'pending.length')],
  'wrong-bloom': [{ kind: 'KECCAK', opcodes: [0xa2, 0xa3, 0xa4], fields: ['world.bloomHash'] }],
  'wrong-create': [exec([0xf5], 'pending.salt')],
  'wrong-selfdestruct': [exec([0xff], 'world.txMapRoot')],
  'wrong-call': [exec([0xfa], 'pending.flags')],
  'wrong-precompile': [{ kind: 'PRECOMPILE', fields: ['pending.output'] }],
  // Whom the whole tax is too much for, the true machine skips; of half of 1 wei nothing is left for a treasury.
  'wrong-tax': [{ kind: 'TX_TAX', fields: ['transaction.tax', 'transaction.treasury', 'kind'] }],
  'wrong-l1-fee': [{ kind: 'TX_NEXT', fields: ['transaction.l1Fee'] }],
  'wrong-origin': [{ kind: 'BLOCK_BEGIN', fields: ['block.l1BaseFee'] }],
  'wrong-withdrawal-root': [{ kind: 'BLOCK_END', fields: ['outputRoot'] }],
  // Without SUBMIT the true machine skips.
  'skip-permission-check': [{ kind: 'TX_CHECK', fields: ['transaction.permMask', 'kind'] }],
  'skipped-transaction': [{ kind: 'TX_CHECK', fields: ['kind'] }],
  'invented-transaction': [{ kind: 'BLOCK_BEGIN', fields: ['block.depositHash'] }],
}

/** How a game against somebody who lies by a fault was decided. */
export interface FaultVerdict extends StepDescription {
  readonly fault: StepFaultName
  /** As `describeDifference` names it. */
  readonly differingField: string
}

/** Whether it was decided at a step that the fault is about. */
export function isSignOf({ fault, kind, opcode, differingField }: FaultVerdict): boolean {
  return faultSigns[fault].some(
    (sign) =>
      sign.kind === kind &&
      (sign.opcodes === undefined || (opcode !== undefined && sign.opcodes.includes(opcode))) &&
      sign.fields.includes(differingField),
  )
}

function exec(opcodes: readonly number[], ...fields: [string, ...string[]]): FaultSign {
  return { kind: 'EXEC', opcodes, fields }
}
