import { MachineStateError } from '../error/MachineStateError.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { Pending } from '../state/Pending.ts'
import type { Transaction } from '../state/Transaction.ts'

/** The transaction of a state that has to have one. */
export function transactionOf({ kind, transaction }: RunningState): Transaction {
  if (transaction === null) {
    throw new MachineStateError({ problem: `kind ${kind} needs a transaction` })
  }
  return transaction
}

/** The transaction and the operation of a state after its frames. */
export function endingOf(state: RunningState): { transaction: Transaction; pending: Pending } {
  const { kind, pending } = state
  if (pending === null) throw new MachineStateError({ problem: `kind ${kind} needs an operation` })
  return { transaction: transactionOf(state), pending }
}
