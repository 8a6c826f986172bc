import type { StateRoot } from '@mvm/protocol'
import { openAccount, putAccount } from '../account/Account.ts'
import { Kind } from '../state/Kind.ts'
import { createEnterStep } from '../step/createEnterStep.ts'
import { ExitOutcome } from '../step/ExitOutcome.ts'
import { frameExitStep } from '../step/frameExitStep.ts'
import { transactionOf } from '../step/transactionOf.ts'
import type { KindStep, StepFault } from './StepFault.ts'

/** Machines that leave something else behind a transaction's outermost frame, by fault. */
export const faultyFrames = {
  /** A failed transaction gives its sender's nonce back; one whose frame never began keeps it. */
  'wrong-nonce': {
    kinds: {
      [Kind.FRAME_EXIT]: givingNonceBack(frameExitStep),
      // Where a creation finds its place taken, the frame ends as it begins.
      [Kind.CREATE_ENTER]: givingNonceBack(createEnterStep),
    },
  },
} as const satisfies Readonly<Record<string, StepFault>>

function givingNonceBack(take: KindStep): KindStep {
  return (state, store, tape) => {
    const after = take(state, store, tape)
    if (after.kind !== Kind.TX_FINALIZE) return after
    if (after.pending?.words[0] === ExitOutcome.SUCCEEDED) return after
    const { origin } = transactionOf(after)
    const opened = openAccount(store, after.world.stateRoot, origin, tape)
    const lowered = { ...opened.account, nonce: opened.account.nonce - 1n }
    const stateRoot = putAccount(store, opened, lowered, tape) as StateRoot
    return { ...after, world: { ...after.world, stateRoot } }
  }
}
