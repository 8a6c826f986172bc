import { isAlwaysWarm } from '../access/isAlwaysWarm.ts'
import { TxMapEntry, txMapKey } from '../access/txMapKey.ts'
import { openAccount, putAccount } from '../account/Account.ts'
import { openWord, putWord } from '../account/openSlot.ts'
import { toAddress } from '../opcode/toAddress.ts'
import { encodeWords } from '../state/encodeWords.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import { ExitOutcome } from './ExitOutcome.ts'
import type { OpcodeHandlers } from './OpcodeHandler.ts'
import type { OpcodeStep } from './OpcodeStep.ts'

const COLD_ADDRESS_GAS = 2_600n
const NEW_ACCOUNT_GAS = 25_000n

/** SELFDESTRUCT (EIP-6780): the account goes at the transaction's end if the transaction created it. */
export const exitOpcodes: OpcodeHandlers = {
  255: (step) => destroy(step, (wasCreated) => wasCreated),
}

/**
 * SELFDESTRUCT.
 *
 * @param removes Whether an account goes that the transaction created, or did not create.
 */
export function destroy(step: OpcodeStep, removes: (wasCreated: boolean) => boolean): RunningState {
  const { store, tape } = step
  const { self } = step.frame
  const heir = toAddress(step.arg(0))
  if (!isAlwaysWarm(step.state, heir)) {
    const warm = openWord(
      store,
      step.world.txMapRoot,
      txMapKey(TxMapEntry.WARM_ADDRESS, heir),
      tape,
    )
    if (warm.value === 0n) {
      if (!step.charge(COLD_ADDRESS_GAS)) return step.halt()
      step.world = { ...step.world, txMapRoot: putWord(store, warm, 1n, tape) }
    }
  }
  const own = openAccount(store, step.world.stateRoot, self, tape)
  const { balance } = own.account
  const created = openWord(store, step.world.txMapRoot, txMapKey(TxMapEntry.CREATED, self), tape)
  const isBurnt = heir === self && created.value !== 0n
  let stateRoot = step.world.stateRoot
  if (heir !== self || isBurnt) {
    stateRoot = putAccount(store, own, { ...own.account, balance: 0n }, tape) as typeof stateRoot
  }
  if (heir !== self) {
    const opened = openAccount(store, stateRoot, heir, tape)
    if (balance > 0n && !opened.isPresent && !step.charge(NEW_ACCOUNT_GAS)) return step.halt()
    const credited = { ...opened.account, balance: opened.account.balance + balance }
    stateRoot = putAccount(store, opened, credited, tape) as typeof stateRoot
  }
  step.world = { ...step.world, stateRoot }
  if (removes(created.value !== 0n)) markDestroyed(step)
  return step.suspend(Kind.FRAME_EXIT, [ExitOutcome.SUCCEEDED], 0)
}

/** Once an account, however often it destroys itself. */
function markDestroyed(step: OpcodeStep): void {
  const { world, store, tape } = step
  const { self } = step.frame
  const entry = openWord(store, world.txMapRoot, txMapKey(TxMapEntry.DESTROYED, self), tape)
  if (entry.value !== 0n) return
  step.world = {
    ...world,
    txMapRoot: putWord(store, entry, 1n, tape),
    selfdestructAcc: store.keepPreimage(encodeWords([world.selfdestructAcc, self])),
  }
}
