import { accessSlot, COLD_SLOT_GAS, WARM_SLOT_GAS } from '../access/accessSlot.ts'
import { TxMapEntry, txMapKey } from '../access/txMapKey.ts'
import { openAccount, putAccount } from '../account/Account.ts'
import { openSlot, openWord, putWord } from '../account/openSlot.ts'
import { storePrice } from '../opcode/storePrice.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { OpcodeHandler, OpcodeHandlers } from './OpcodeHandler.ts'
import type { OpcodeStep } from './OpcodeStep.ts'

const STORE_SENTRY_GAS = 2_300n

/** SLOAD, SSTORE, TLOAD and TSTORE. */
export const storageOpcodes: OpcodeHandlers = {
  84: loading(COLD_SLOT_GAS),
  85: store,
  92: (step) => step.result(transient(step).value),
  93: (step) => {
    const txMapRoot = putWord(step.store, transient(step), step.arg(1), step.tape)
    step.world = { ...step.world, txMapRoot }
    return step.next()
  },
}

/** SLOAD at a price of slots that are cold. */
export function loading(coldGas: bigint): OpcodeHandler {
  return (step) => {
    const slot = step.arg(0)
    const access = accessSlot(step, slot)
    if (!step.charge(access.isWarm ? WARM_SLOT_GAS : coldGas)) return step.halt()
    access.warm()
    const { account } = openAccount(step.store, step.world.stateRoot, step.frame.self, step.tape)
    return step.result(openSlot(step.store, account.storageRoot, slot, step.tape).value)
  }
}

function store(step: OpcodeStep): RunningState {
  if (step.gas <= STORE_SENTRY_GAS) return step.halt()
  const [slot, value] = [step.arg(0), step.arg(1)]
  const access = accessSlot(step, slot)
  const opened = openAccount(step.store, step.world.stateRoot, step.frame.self, step.tape)
  const word = openSlot(step.store, opened.account.storageRoot, slot, step.tape)
  const original = word.value === value ? value : originalValue(step, slot)
  const price = storePrice(original, word.value, value)
  if (!step.charge(price.gas + (access.isWarm ? 0n : COLD_SLOT_GAS))) return step.halt()
  access.warm()
  if (word.value !== value) {
    const storageRoot = putWord(step.store, word, value, step.tape)
    const account = { ...opened.account, storageRoot }
    const stateRoot = putAccount(step.store, opened, account, step.tape)
    step.world = { ...step.world, stateRoot: stateRoot as typeof step.world.stateRoot }
  }
  step.world = { ...step.world, refund: step.world.refund + price.refund }
  return step.next()
}

/** The slot's value at the transaction's start (EIP-2200). */
function originalValue(step: OpcodeStep, slot: bigint): bigint {
  const { startRoot } = step.state.transaction
  const { account } = openAccount(step.store, startRoot, step.frame.self, step.tape)
  return openSlot(step.store, account.storageRoot, slot, step.tape).value
}

function transient(step: OpcodeStep) {
  const key = txMapKey(TxMapEntry.TRANSIENT, step.frame.self, step.arg(0))
  return openWord(step.store, step.world.txMapRoot, key, step.tape)
}
