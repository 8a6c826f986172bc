import { toBigInt } from '@mvm/protocol'
import { readRange, writeRange } from '../memory/readRange.ts'
import { wordCount } from '../opcode/memoryCost.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { PendingWord } from '../state/Pending.ts'
import type { Slice } from '../state/Slice.ts'
import { CopySource } from './CopySource.ts'
import { ExitOutcome } from './ExitOutcome.ts'
import type { OpcodeHandler, OpcodeHandlers } from './OpcodeHandler.ts'
import type { OpcodeStep } from './OpcodeStep.ts'

const COPY_WORD_GAS = 3n
const KECCAK_WORD_GAS = 6n
const LOG_BYTE_GAS = 8n

/** Opcodes on memory. Those whose work the program sizes only begin here: COPY and KECCAK steps do it. */
export const memoryOpcodes: OpcodeHandlers = {
  32: (step) => {
    const [offset, length] = [step.arg(0), step.arg(1)]
    if (!step.expand(offset, length)) return step.halt()
    if (!step.charge(KECCAK_WORD_GAS * wordCount(length))) return step.halt()
    return hash(step, offset, length, [])
  },
  55: (step) => copy(step, ofSlice(step.frame.calldata, step.arg(1))),
  57: (step) => {
    const { length } = step.code
    const offset = step.arg(1) < BigInt(length) ? Number(step.arg(1)) : length
    return copy(step, [CopySource.CODE, step.frame.codeHash, offset, length - offset])
  },
  62: (step) => {
    const { returndata } = step.frame
    if (step.arg(1) + step.arg(2) > BigInt(returndata.length)) return step.halt()
    return copy(step, ofSlice(returndata, step.arg(1)))
  },
  81: (step) => {
    if (!step.expand(step.arg(0), 32n)) return step.halt()
    return step.result(toBigInt(readRange(step.memory, Number(step.arg(0)), 32, step.tape)))
  },
  82: (step) => store(step, 32),
  83: (step) => store(step, 1),
  94: (step) => {
    const [to, from, length] = [step.arg(0), step.arg(1), step.arg(2)]
    // The tree as it is: what the copy itself writes is not read.
    const { memory } = step
    if (!step.expand(from, length)) return step.halt()
    const source = length === 0n ? [] : [CopySource.TREE, memory, Number(from), Number(length)]
    return copy(step, source, to)
  },
  160: log(0),
  161: log(1),
  162: log(2),
  163: log(3),
  164: log(4),
  243: exit(ExitOutcome.SUCCEEDED),
  253: exit(ExitOutcome.REVERTED),
}

/** The four words of a copy's source that begins somewhere in a slice. */
function ofSlice({ tree, offset, length }: Slice, from: bigint): PendingWord[] {
  const skipped = from < BigInt(length) ? Number(from) : length
  return [CopySource.TREE, tree, offset + skipped, length - skipped]
}

function copy(step: OpcodeStep, source: readonly PendingWord[], to = step.arg(0)): RunningState {
  const length = step.arg(2)
  if (!step.expand(to, length)) return step.halt()
  if (!step.charge(COPY_WORD_GAS * wordCount(length))) return step.halt()
  if (length === 0n) return step.next()
  return step.suspend(Kind.COPY, [...source, to, length, 0])
}

function hash(
  step: OpcodeStep,
  offset: bigint,
  length: bigint,
  topics: readonly bigint[],
): RunningState {
  const range = length === 0n ? [0, 0, 0] : [step.memory, offset, length]
  return step.suspend(Kind.KECCAK, [...range, 0, 0, ...topics])
}

function store(step: OpcodeStep, length: number): RunningState {
  if (!step.expand(step.arg(0), BigInt(length))) return step.halt()
  const bytes = Buffer.from(step.arg(1).toString(16).padStart(64, '0'), 'hex').subarray(32 - length)
  step.memory = writeRange(step.memory, Number(step.arg(0)), bytes, step.tape)
  return step.next()
}

function log(topicCount: number): OpcodeHandler {
  return (step) => {
    const [offset, length] = [step.arg(0), step.arg(1)]
    if (!step.expand(offset, length)) return step.halt()
    if (!step.charge(LOG_BYTE_GAS * length)) return step.halt()
    return hash(step, offset, length, step.args.slice(2, 2 + topicCount))
  }
}

function exit(outcome: number): OpcodeHandler {
  return (step) => {
    const [offset, length] = [step.arg(0), step.arg(1)]
    if (!step.expand(offset, length)) return step.halt()
    const range = length === 0n ? [0, 0, 0] : [step.memory, offset, length]
    return step.suspend(Kind.FRAME_EXIT, [outcome, ...range], 0)
  }
}
