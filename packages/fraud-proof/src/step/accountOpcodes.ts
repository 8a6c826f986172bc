import { type Address, predeploys } from '@mvm/protocol'
import { accessAddress } from '../access/accessAddress.ts'
import { type OpenedAccount, openAccount } from '../account/Account.ts'
import { accountCode } from '../account/accountCode.ts'
import { openSlot } from '../account/openSlot.ts'
import { wordCount } from '../opcode/memoryCost.ts'
import { toAddress } from '../opcode/toAddress.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import { CopySource } from './CopySource.ts'
import type { OpcodeHandler, OpcodeHandlers } from './OpcodeHandler.ts'
import type { OpcodeStep } from './OpcodeStep.ts'

const COPY_WORD_GAS = 3n
/** Blocks whose hashes BLOCKHASH gives, and those that the EIP-2935 contract keeps. */
const BLOCKHASH_WINDOW = 256n
const HISTORY_WINDOW = 8_191n

/** Opcodes that read accounts: balances, codes, and the history of block hashes. */
export const accountOpcodes: OpcodeHandlers = {
  49: ofAccount(({ account }) => account.balance),
  59: ofAccount(({ account }, step) => BigInt(accountCode(step, account.codeHash).length)),
  60: copyCode,
  63: ofAccount(({ account, isPresent }) => (isPresent ? BigInt(account.codeHash) : 0n)),
  64: blockHash,
  71: (step) => step.result(open(step, step.frame.self).account.balance),
}

function ofAccount(tell: (opened: OpenedAccount, step: OpcodeStep) => bigint): OpcodeHandler {
  return (step) => {
    const address = toAddress(step.arg(0))
    if (!accessAddress(step, address)) return step.halt()
    return step.result(tell(open(step, address), step))
  }
}

function copyCode(step: OpcodeStep): RunningState {
  const address = toAddress(step.arg(0))
  const [to, from, length] = [step.arg(1), step.arg(2), step.arg(3)]
  if (!step.expand(to, length)) return step.halt()
  if (!step.charge(COPY_WORD_GAS * wordCount(length))) return step.halt()
  if (!accessAddress(step, address)) return step.halt()
  if (length === 0n) return step.next()
  const { codeHash } = open(step, address).account
  const size = accountCode(step, codeHash).length
  const skipped = from < BigInt(size) ? Number(from) : size
  return step.suspend(Kind.COPY, [
    CopySource.CODE,
    codeHash,
    skipped,
    size - skipped,
    to,
    length,
    0,
  ])
}

function blockHash(step: OpcodeStep): RunningState {
  const wanted = step.arg(0)
  const number = BigInt(step.state.block.number)
  if (wanted >= number || number - wanted > BLOCKHASH_WINDOW) return step.result(0n)
  const { storageRoot } = open(step, predeploys.history).account
  return step.result(openSlot(step.store, storageRoot, wanted % HISTORY_WINDOW, step.tape).value)
}

function open(step: OpcodeStep, address: Address): OpenedAccount {
  return openAccount(step.store, step.world.stateRoot, address, step.tape)
}
