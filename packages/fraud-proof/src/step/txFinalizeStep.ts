import { predeploys, type StateRoot } from '@mvm/protocol'
import { openAccount, putAccount } from '../account/Account.ts'
import { credit } from '../account/credit.ts'
import { openSlot, putWord } from '../account/openSlot.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { Transaction } from '../state/Transaction.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { DEPOSIT_TYPE } from '../transaction/depositTransaction.ts'
import { EMPTY_LIST } from '../transaction/listChain.ts'
import { ExitOutcome } from './ExitOutcome.ts'
import { endingOf } from './transactionOf.ts'

/** What of a transaction's end is a number that could be another. */
export interface EndRules {
  /** The fraction of the gas spent that may be given back, 1 / this (EIP-3529). */
  readonly refundQuotient: bigint
  /** How many times the coinbase gets the tip. */
  readonly tipCount: bigint
}

const TRUE_RULES: EndRules = { refundQuotient: 5n, tipCount: 1n }
/** Slots of FeeVault's running totals. */
const BASE_FEES = 0n
const L1_FEES = 1n

/** Gives back what was not used and pays the rest to whom it is due. Words: outcome, gas left. */
export function txFinalizeStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
  { refundQuotient, tipCount }: EndRules = TRUE_RULES,
): RunningState {
  const { transaction, pending } = endingOf(state)
  const hasSucceeded = pending.words[0] === ExitOutcome.SUCCEEDED
  const gasLeft = BigInt(pending.words[1] as bigint)
  const gasUsed = usedGas(transaction, hasSucceeded, gasLeft, state.world.refund, refundQuotient)
  const tips = tipCount * gasUsed * transaction.tip
  const isDeposit = transaction.type === DEPOSIT_TYPE
  const stateRoot = isDeposit
    ? state.world.stateRoot
    : settled(state, transaction, hasSucceeded, gasUsed, tips, store, tape)
  const status = hasSucceeded ? 1 : 0
  const world = { ...state.world, stateRoot }
  const { selfdestructAcc } = world
  return selfdestructAcc === EMPTY_LIST
    ? { ...state, kind: Kind.TX_RECEIPT, world, pending: { op: 0, words: [status, gasUsed] } }
    : {
        ...state,
        kind: Kind.TX_DESTRUCT,
        world,
        pending: { op: 0, words: [status, gasUsed, selfdestructAcc] },
      }
}

/** A deposit that did not succeed has used all its gas (spec 2.2). */
function usedGas(
  { type, gasLimit, floorGas }: Transaction,
  hasSucceeded: boolean,
  gasLeft: bigint,
  refund: bigint,
  refundQuotient: bigint,
): bigint {
  if (type === DEPOSIT_TYPE && !hasSucceeded) return gasLimit
  const spent = gasLimit - gasLeft
  const most = spent / refundQuotient
  const used = spent - (refund < most ? refund : most)
  return used > floorGas ? used : floorGas
}

function settled(
  { world, block }: RunningState,
  transaction: Transaction,
  hasSucceeded: boolean,
  gasUsed: bigint,
  tips: bigint,
  store: ContentStore,
  tape: TapeRecorder | null,
): StateRoot {
  const { origin, gasLimit, gasPrice, tax, treasury, l1Fee } = transaction
  const unused = (gasLimit - gasUsed) * gasPrice
  const back = hasSucceeded ? unused : unused + tax
  let stateRoot = credit(store, world.stateRoot, origin, back, tape)
  if (hasSucceeded) stateRoot = credit(store, stateRoot, treasury, tax, tape)
  stateRoot = credit(store, stateRoot, block.coinbase, tips, tape)
  const baseFee = gasUsed * block.baseFee
  const isCoinbase = block.coinbase === predeploys.feeVault
  const total = isCoinbase ? baseFee + tips : baseFee
  const vault = openAccount(store, stateRoot, predeploys.feeVault, tape)
  const { account } = vault
  let { storageRoot } = account
  for (const [slot, amount] of [
    [BASE_FEES, total],
    [L1_FEES, l1Fee],
  ] as const) {
    if (amount === 0n) continue
    const word = openSlot(store, storageRoot, slot, tape)
    storageRoot = putWord(store, word, word.value + amount, tape)
  }
  const paid = { ...account, balance: account.balance + baseFee + l1Fee, storageRoot }
  return putAccount(store, vault, paid, tape) as StateRoot
}
