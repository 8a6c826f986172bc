import { toBigInt } from '@mvm/protocol'
import { isJumpTarget } from '../opcode/isJumpTarget.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import { ExitOutcome } from './ExitOutcome.ts'
import type { OpcodeHandler, OpcodeHandlers } from './OpcodeHandler.ts'
import type { OpcodeStep } from './OpcodeStep.ts'

/** STOP, POP, jumps, PC, MSIZE, GAS, JUMPDEST, PUSH, DUP, SWAP and INVALID. */
export const flowOpcodes: OpcodeHandlers = {
  0: (step) => step.suspend(Kind.FRAME_EXIT, [ExitOutcome.SUCCEEDED], 0),
  80: (step) => step.next(),
  86: (step) => jump(step, step.arg(0)),
  87: (step) => (step.arg(1) === 0n ? step.next() : jump(step, step.arg(0))),
  88: (step) => step.result(BigInt(step.frame.pc)),
  89: (step) => step.result(BigInt(step.memoryWords) * 32n),
  90: (step) => step.result(step.gas),
  91: (step) => step.next(),
  95: (step) => step.result(0n),
  254: (step) => step.halt(),
  ...each(0x60, 32, push),
  ...each(0x80, 16, duplicate),
  ...each(0x90, 16, swap),
}

function each(first: number, count: number, make: (n: number) => OpcodeHandler): OpcodeHandlers {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [first + i, make(i + 1)]))
}

function jump(step: OpcodeStep, target: bigint): RunningState {
  if (!isJumpTarget(step.code, target)) return step.halt()
  step.pc = Number(target)
  return step.next()
}

function push(length: number): OpcodeHandler {
  return (step) => {
    const data = step.code.subarray(step.pc, step.pc + length)
    step.pc += length
    // Code that ends inside of a PUSH goes on with zeros.
    return step.result(toBigInt(data) << BigInt(8 * (length - data.length)))
  }
}

function duplicate(n: number): OpcodeHandler {
  return (step) => {
    step.stack = step.frame.stack
    return step.result(step.arg(n - 1))
  }
}

function swap(n: number): OpcodeHandler {
  return (step) => {
    step.push(step.arg(0))
    for (let i = n - 1; i > 0; i--) step.push(step.arg(i))
    return step.result(step.arg(n))
  }
}
