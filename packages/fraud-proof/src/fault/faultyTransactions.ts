import { computeTax, l1Fee } from '@mvm/protocol'
import { type Grant, grantOf } from '../charter/grantOf.ts'
import { addToBloom } from '../opcode/addToBloom.ts'
import { readInput } from '../payload/readInput.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import { afterInput } from '../step/afterInput.ts'
import { keccakStep } from '../step/keccakStep.ts'
import { transactionOf } from '../step/transactionOf.ts'
import { txCheckStep } from '../step/txCheckStep.ts'
import { type EndRules, txFinalizeStep } from '../step/txFinalizeStep.ts'
import { txNextStep } from '../step/txNextStep.ts'
import { txTaxStep } from '../step/txTaxStep.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import { DEPOSIT_TYPE } from '../transaction/depositTransaction.ts'
import type { KindStep, StepFault } from './StepFault.ts'

const ALL_PERMISSIONS = (1n << 256n) - 1n

/** Machines in which a rule for transactions differs, by fault. */
export const faultyTransactions = {
  /** As before EIP-3529. */
  'wrong-refund': ending({ refundQuotient: 2n, tipCount: 1n }),
  'wrong-balance': ending({ refundQuotient: 5n, tipCount: 2n }),
  /** A log's address and first topic only. */
  'wrong-bloom': {
    kinds: {
      [Kind.KECCAK]: (state, store, tape) =>
        keccakStep(state, store, tape, (bloom, address, topics) =>
          addToBloom(bloom, address, topics.slice(0, 1)),
        ),
    },
  },
  'wrong-tax': {
    kinds: {
      [Kind.TX_TAX]: (state, store, tape) =>
        txTaxStep(state, store, tape, (brackets, value) => computeTax(brackets, value) / 2n),
    },
  },
  'skip-permission-check': {
    kinds: {
      [Kind.TX_CHECK]: (state, store, tape) => txCheckStep(state, store, tape, grantAll),
    },
  },
  /** Of half as many bytes. */
  'wrong-l1-fee': { kinds: { [Kind.TX_NEXT]: nextWithLowerFee } },
  /** Those to oneself are skipped, whether or not anything else speaks against them. */
  'skipped-transaction': {
    kinds: {
      [Kind.TX_CHECK]: (state, store, tape) => {
        const { type, origin, to } = transactionOf(state)
        const isLeftOut = type !== DEPOSIT_TYPE && to === origin
        return isLeftOut ? afterInput(state.world, state.block) : txCheckStep(state, store, tape)
      },
    },
  },
} as const satisfies Readonly<Record<string, StepFault>>

function ending(rules: EndRules): { readonly kinds: Readonly<Record<number, KindStep>> } {
  return {
    kinds: {
      [Kind.TX_FINALIZE]: (state, store, tape) => txFinalizeStep(state, store, tape, rules),
    },
  }
}

function grantAll(...seen: Parameters<typeof grantOf>): Grant {
  return { ...grantOf(...seen), maySubmit: true, mask: ALL_PERMISSIONS }
}

function nextWithLowerFee(
  state: RunningState,
  store: ContentStore,
  tape: Parameters<KindStep>[2],
): RunningState {
  const after = txNextStep(state, store, tape)
  const { block, transaction } = after
  if (transaction === null || transaction.type === DEPOSIT_TYPE) return after
  const { payloadHash, payloadCursor, payloadEnd } = state.block
  const input = readInput(store.preimage(payloadHash), payloadCursor, payloadEnd)
  if (input === undefined) return after
  const size = Math.floor((input.end - input.start) / 2)
  const fee = l1Fee(size, block.l1BaseFee, block.feeScalar)
  return { ...after, transaction: { ...transaction, l1Fee: fee } }
}
