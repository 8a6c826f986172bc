import { computeTax } from '@mvm/protocol'
import { openAccount } from '../account/Account.ts'
import { CharterWitness } from '../charter/CharterWitness.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { chargeSender } from './chargeSender.ts'
import { transactionOf } from './transactionOf.ts'

/**
 * Finds the tax on a transaction that has passed its check, and charges the sender. Apart from the check since each word
 * of the charter is a way through a trie, and whoever manages a DAC can make these ways long.
 */
export function txTaxStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
  taxOf = computeTax,
): RunningState {
  const { world } = state
  const transaction = transactionOf(state)
  const charter = new CharterWitness(store, world.stateRoot, tape)
  const tax = taxOf(charter.taxBrackets(), transaction.value)
  const treasury = tax === 0n ? transaction.treasury : charter.taxReceiver()
  const sender = openAccount(store, world.stateRoot, transaction.origin, tape)
  const taxed = { ...state, transaction: { ...transaction, tax, treasury } }
  return chargeSender(taxed, sender, store, tape)
}
