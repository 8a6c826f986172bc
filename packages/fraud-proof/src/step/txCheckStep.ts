import { type Address, computeTax, predeploys, type StateRoot } from '@mvm/protocol'
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
import { ExitOutcome } from './ExitOutcome.ts'
import { transactionOf } from './transactionOf.ts'

const NOBODY = `0x${'00'.repeat(20)}` as Address

/** What of a transaction's check its charter decides. */
export interface CheckRules {
  readonly grantOf: typeof grantOf
  readonly computeTax: typeof computeTax
}

const TRUE_RULES: CheckRules = { grantOf, computeTax }

/** Reads charter and sender, and skips the transaction or charges it; a deposit is only ever kept from calling. */
export function txCheckStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
  rules: CheckRules = TRUE_RULES,
): RunningState {
  const transaction = transactionOf(state)
  return transaction.type === DEPOSIT_TYPE
    ? checkDeposit(state, transaction, store, tape)
    : checkSigned(state, transaction, store, tape, rules)
}

function checkSigned(
  state: RunningState,
  transaction: Transaction,
  store: ContentStore,
  tape: TapeRecorder | null,
  rules: CheckRules,
): RunningState {
  const { world, block } = state
  const { origin, to, isCreate, nonce, value, gasLimit, gasPrice, maxFee, l1Fee } = transaction
  const skip = (): RunningState => afterInput(world, block)
  const charter = new CharterWitness(store, world.stateRoot, tape)
  const grant = rules.grantOf(transaction, () => charter)
  if (!grant.maySubmit) return skip()
  const opened = openAccount(store, world.stateRoot, origin, tape)
  const { account } = opened
  if (account.nonce !== nonce || account.balance < value) return skip()
  if (account.codeHash !== EMPTY_CODE_HASH) {
    const code = store.code(account.codeHash)
    tape?.append(code)
    if (delegationTarget(code) === null) return skip()
  }
  const isTaxed = value > 0n && (isCreate || !isExit(to))
  const tax = isTaxed ? rules.computeTax(charter.taxBrackets(), value) : 0n
  if (account.balance < gasLimit * maxFee + value + tax + l1Fee) return skip()
  const charge = gasLimit * gasPrice + tax + l1Fee
  const charged = { ...account, nonce: nonce + 1n, balance: account.balance - charge }
  const treasury = tax === 0n ? NOBODY : treasuryOf(charter)
  const stateRoot = putAccount(store, opened, charged, tape) as StateRoot
  return {
    ...state,
    kind: Kind.TX_LISTS,
    world: { ...world, stateRoot },
    transaction: { ...transaction, treasury, ...granted(grant), tax },
  }
}

/** The management contract unless the charter names somebody (spec 2.4). */
function treasuryOf(charter: CharterWitness): Address {
  const treasury = charter.treasury()
  return treasury === NOBODY ? charter.management() : treasury
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
