import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { PendingWord } from '../state/Pending.ts'
import { CallFlag } from '../step/CallFlag.ts'
import { callOpcodes } from '../step/callOpcodes.ts'
import { createOpcodes } from '../step/createOpcodes.ts'
import { destroy } from '../step/exitOpcodes.ts'
import { memoryOpcodes } from '../step/memoryOpcodes.ts'
import type { OpcodeHandler, OpcodeHandlers } from '../step/OpcodeHandler.ts'
import type { OpcodeStep } from '../step/OpcodeStep.ts'
import { loading, storageOpcodes } from '../step/storageOpcodes.ts'
import type { StepFault } from './StepFault.ts'

const MULMOD = 0x09
const SLOAD = 0x54
const SSTORE = 0x55
const LOGS = [0xa0, 0xa1, 0xa2, 0xa3, 0xa4]
const CREATE2 = 0xf5
const STATICCALL = 0xfa
const SELFDESTRUCT = 0xff

const COLD_SLOT_GAS_OF_FAULT = 2_000n
const LOGGED_BYTES = 32n

/** Places in what the opcodes leave pending. */
const LOG_LENGTH = 2
const CREATE_SALT = 5
const CALL_FLAGS = 6

/** Machines in which an opcode differs, by fault. */
export const faultyOpcodes = {
  /** The product is cut to a word before it is reduced. */
  'wrong-arithmetic': {
    opcodes: {
      [MULMOD]: (step) => {
        const modulus = step.arg(2)
        const product = BigInt.asUintN(256, step.arg(0) * step.arg(1))
        return step.result(modulus === 0n ? 0n : product % modulus)
      },
    },
  },
  /** Gas, refund and warmth of a removal, but the slot stays. */
  'wrong-storage': {
    opcodes: {
      [SSTORE]: (step) => {
        const after = trueHandler(storageOpcodes, SSTORE)(step)
        if (step.arg(1) !== 0n) return after
        return { ...after, world: { ...after.world, stateRoot: step.state.world.stateRoot } }
      },
    },
  },
  'wrong-gas': { opcodes: { [SLOAD]: loading(COLD_SLOT_GAS_OF_FAULT) } },
  'wrong-log': {
    opcodes: Object.fromEntries(
      LOGS.map((opcode) => [
        opcode,
        (step: OpcodeStep) =>
          withPendingWord(
            trueHandler(memoryOpcodes, opcode)(step),
            Kind.KECCAK,
            LOG_LENGTH,
            (length) => (BigInt(length as bigint) > LOGGED_BYTES ? LOGGED_BYTES : length),
          ),
      ]),
    ),
  },
  'wrong-create': {
    opcodes: {
      [CREATE2]: (step) =>
        withPendingWord(
          trueHandler(createOpcodes, CREATE2)(step),
          Kind.CREATE_ENTER,
          CREATE_SALT,
          () => 0n,
        ),
    },
  },
  /** The called frame may write. */
  'wrong-call': {
    opcodes: {
      [STATICCALL]: (step) =>
        withPendingWord(
          trueHandler(callOpcodes, STATICCALL)(step),
          Kind.CALL_ENTER,
          CALL_FLAGS,
          (flags) => Number(flags) & ~CallFlag.STATIC,
        ),
    },
  },
  /** As before EIP-6780. */
  'wrong-selfdestruct': { opcodes: { [SELFDESTRUCT]: (step) => destroy(step, () => true) } },
} as const satisfies Readonly<Record<string, StepFault>>

function trueHandler(handlers: OpcodeHandlers, opcode: number): OpcodeHandler {
  return handlers[opcode] as OpcodeHandler
}

/** What an opcode leaves to be done, with another word in it; a halt leaves nothing of this kind. */
function withPendingWord(
  after: RunningState,
  kind: Kind,
  index: number,
  change: (word: PendingWord) => PendingWord,
): RunningState {
  const { pending } = after
  if (pending === null || after.kind !== kind) return after
  const words = pending.words.with(index, change(pending.words[index] as PendingWord))
  return { ...after, pending: { ...pending, words } }
}
