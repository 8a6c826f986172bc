import { predeploys, type StateRoot } from '@mvm/protocol'
import { openAccount, putAccount } from '../account/Account.ts'
import { CharterWitness } from '../charter/CharterWitness.ts'
import { grantOf, isExit } from '../charter/grantOf.ts'
import { delegationTarget } from '../opcode/delegationTarget.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { Transaction } from '../state/Transaction.ts'
import { type ContentStore, EMPTY_CODE_HASH } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { DEPOSIT_TYPE } from '../transaction/depositTransaction.ts'
import { afterInput } from './afterInput.ts'
import { chargeSender } from './chargeSender.ts'
import { ExitOutcome } from './ExitOutcome.ts'
import { transactionOf } from './transactionOf.ts'

/**
 * Reads what the charter permits, and the sender, and skips the transaction or charges it; what is taxed is charged in a
 * step of its own. A deposit is only ever kept from calling.
 */
export function txCheckStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
  findGrant = grantOf,
): RunningState {
  const transaction = transactionOf(state)
  return transaction.type === DEPOSIT_TYPE
    ? checkDeposit(state, transaction, store, tape)
    : checkSigned(state, transaction, store, tape, findGrant)
}

function checkSigned(
  state: RunningState,
  transaction: Transaction,
  store: ContentStore,
  tape: TapeRecorder | null,
  findGrant: typeof grantOf,
): RunningState {
  const { world, block } = state
  const { origin, to, isCreate, nonce, value } = transaction
  const skip = (): RunningState => afterInput(world, block)
  const charter = new CharterWitness(store, world.stateRoot, tape)
  const grant = findGrant(transaction, () => charter)
  if (!grant.maySubmit) return skip()
  const sender = openAccount(store, world.stateRoot, origin, tape)
  const { account } = sender
  if (account.nonce !== nonce || account.balance < value) return skip()
  if (account.codeHash !== EMPTY_CODE_HASH) {
    const code = store.code(account.codeHash)
    tape?.append(code)
    if (delegationTarget(code) === null) return skip()
  }
  const checked = { ...state, transaction: { ...transaction, ...granted(grant) } }
  const isTaxed = value > 0n && (isCreate || !isExit(to))
  return isTaxed ? { ...checked, kind: Kind.TX_TAX } : chargeSender(checked, sender, store, tape)
}

function granted({ mask, management }: ReturnType<typeof grantOf>): Partial<Transaction> {
  return { permMask: mask, management }
}

/** Its mint and its sender's nonce stay whatever happens (spec 2.2). */
function checkDeposit(
  state: RunningState,
  deposit: Transaction,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const { world } = state
  const { origin, to, mint, value, gasLimit, intrinsicGas, floorGas } = deposit
  const grant = grantOf(deposit, () => new CharterWitness(store, world.stateRoot, tape))
  const opened = openAccount(store, world.stateRoot, origin, tape)
  const { account } = opened
  const balance = account.balance + mint
  const minted = { ...account, nonce: account.nonce + 1n, balance }
  const stateRoot = putAccount(store, opened, minted, tape) as StateRoot
  const hasGas = gasLimit >= intrinsicGas && gasLimit >= floorGas
  const calls = grant.maySubmit && to !== predeploys.ipfsResolver && hasGas && balance >= value
  return {
    ...state,
    kind: calls ? Kind.TX_LISTS : Kind.TX_FINALIZE,
    world: { ...world, stateRoot },
    transaction: { ...deposit, ...granted(grant) },
    pending: calls ? null : { op: 0, words: [ExitOutcome.HALTED, 0n] },
  }
}
