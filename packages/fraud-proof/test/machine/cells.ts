import {
  type MachineState,
  type OpcodeRule,
  type RunningState,
  STACK_LIMIT,
} from '../../src/index.ts'
import { type MemoryRange, memoryRanges } from '../coverage/memoryRanges.ts'
import { exclusionOf, type Outcome, opcodes, outcomes } from '../coverage/opcodeOutcomes.ts'
import { pushOf } from './programs.ts'
import { ALL, address, OTHER, type Program, TestMachine } from './TestMachine.ts'

export interface Cell {
  readonly rule: OpcodeRule
  readonly outcome: Outcome
  readonly program: Program
  /** Which execution of the opcode the cell is about: 2 is the second one. */
  readonly run: number
}

const GAS = 200_000n
/** Bytes of memory that there can be, and more than they cost. */
const MEMORY_LIMIT = 2n ** 22n
const MEMORY_GAS = 40_000_000n
/** EIP-3860. */
const MAX_INIT_CODE = 49_152n
const RETURNDATACOPY = 0x3e
const JUMP = 0x56
const JUMPI = 0x57
const INVALID = 0xfe
const CALL = 0xf1
const SELFDESTRUCT = 0xff
const RETURNED = 96n
const RETURNER = address(0x4e7)
const accounts = new Map([
  [RETURNER, { nonce: 1n, balance: 0n, code: Uint8Array.of(0x60, Number(RETURNED), 0x5f, 0xf3) }],
])
/** Every cell: opcode × outcome, some with several programs, less what cannot happen. */
export function cells(): Cell[] {
  return opcodes.flatMap((rule) => {
    const possible = outcomes.filter((outcome) => exclusionOf(rule, outcome) === null)
    return possible.flatMap((outcome) =>
      programsOf(rule, outcome).map((program) => ({
        rule,
        outcome,
        program: { accounts, ...program },
        // A frame destroys itself once only.
        run: outcome === 'warm' && rule.opcode !== SELFDESTRUCT ? 2 : 1,
      })),
    )
  })
}

/** An opcode at the edge of what it may do: no cell of the table, but next to some. */
export interface Edge {
  readonly name: string
  readonly rule: OpcodeRule
  readonly program: Program
}

export function edges(): Edge[] {
  return opcodes.flatMap((rule) => {
    const { opcode, pops, pushes, writes } = rule
    if (opcode === INVALID) return []
    const code = executing(rule)
    // What a call of before left on the stack takes a place, too.
    const room = STACK_LIMIT - Math.max(pops, pushes) - (opcode === RETURNDATACOPY ? 1 : 0)
    const edge = (name: string, program: Program): Edge => {
      return { name: `${rule.name} ${name}`, rule, program: { accounts, gas: GAS, ...program } }
    }
    return [
      edge('on a full stack', { code: executing(rule, argsOf(rule), room) }),
      edge('for its last gas', { code, gas: justTooLittle(code, rule) + 1n }),
      ...(writes ? [] : [edge('in a static frame', { code, isStatic: true })]),
      ...reaching(rule, MEMORY_LIMIT).map((args) =>
        edge('to the end of memory', { code: executing(rule, args), gas: MEMORY_GAS }),
      ),
      ...beside(rule, 0n).map((args) =>
        edge('next to what it refuses', { code: executing(rule, args) }),
      ),
    ]
  })
}

/** Which step is the execution that the cell is about. */
export function placeOf({ rule, program, run }: Cell, states: readonly MachineState[]): number {
  const places = states.flatMap((state, i) =>
    opcodeOf(state, program.code) === rule.opcode ? [i] : [],
  )
  // Before an overflow the same opcode may have filled the stack.
  const place = run === 1 && program.code.length < 1000 ? places[0] : places.at(-1)
  if (place === undefined) throw new Error(`${rule.name} was not reached`)
  return place
}

function programsOf(rule: OpcodeRule, outcome: Outcome): Program[] {
  switch (outcome) {
    case 'memory above the limit':
      // As soon as one of its ranges is too far.
      return reaching(rule, MEMORY_LIMIT + 1n).map((args) => ({
        code: executing(rule, args),
        gas: GAS,
      }))
    case 'refused':
      return refused(rule).map((code) => ({ code, gas: GAS }))
    default:
      return [programOf(rule, outcome)]
  }
}

/** Code that its opcode refuses, by as little as can be. */
function refused(rule: OpcodeRule): Uint8Array[] {
  const { opcode } = rule
  if (opcode === INVALID) return [executing(rule)]
  // It is where the JUMPDEST is no more.
  if (opcode === JUMP || opcode === JUMPI) return [executing(rule).with(-1, 0)]
  return beside(rule, 1n).map((args) => executing(rule, args))
}

/** Values that are so much beyond what an opcode takes; none if it has no such bound. */
function beside(rule: OpcodeRule, beyond: bigint): (readonly bigint[])[] {
  if (rule.opcode === RETURNDATACOPY) return [[0n, RETURNED - 40n + beyond, 40n]]
  if (rule.module === 'CreateStep') return [[0n, 0n, MAX_INIT_CODE + beyond]]
  return []
}

/** For each range of memory of an opcode: values with which that one ends at a byte. */
function reaching(rule: OpcodeRule, end: bigint): (readonly bigint[])[] {
  return (memoryRanges.get(rule.name) ?? []).map(([offset, length]: MemoryRange) => {
    const args = allArgs(rule, argsOf(rule))
    if (typeof length === 'bigint') return args.with(offset, end - length)
    return args.with(offset, end - 40n).with(length, 40n)
  })
}

function programOf(rule: OpcodeRule, outcome: Outcome): Program {
  const { opcode } = rule
  const isFar = outcome === 'memory growth' || outcome === 'out of gas'
  const code = executing(rule, argsOf(rule, isFar ? 100n : 0n))
  switch (outcome) {
    case 'out of gas':
      return { code, gas: justTooLittle(code, rule) }
    case 'underflow':
      return { code: Uint8Array.of(opcode), gas: GAS }
    case 'overflow': {
      const filling = Array.from({ length: 1024 }, () => 0x5f)
      return { code: Uint8Array.from([...filling, opcode]), gas: GAS }
    }
    case 'static violation':
      return { code: opcode === CALL ? callWithValue : code, gas: GAS, isStatic: true }
    case 'permission denied':
      return { code, gas: GAS, mask: ALL & ~(1n << BigInt(opcode)) }
    case 'warm':
      return {
        code: Uint8Array.from([...(opcode === SELFDESTRUCT ? lookAtOther : code), ...code]),
        gas: GAS,
      }
    default:
      return { code, gas: GAS }
  }
}

/** BALANCE of the account that the cells are about. */
const lookAtOther = [...pushOf(BigInt(OTHER)), 0x31]
/** A CALL that takes a wei along. */
const callWithValue = Uint8Array.from([
  ...[0x5f, 0x5f, 0x5f, 0x5f],
  ...[1n, BigInt(OTHER), 50_000n].flatMap(pushOf),
  CALL,
])
/** A CALL whose return data is there afterwards. */
const getReturndata = [
  0x5f,
  0x5f,
  0x5f,
  0x5f,
  0x5f,
  ...pushOf(BigInt(RETURNER)),
  ...pushOf(50_000n),
  0xf1,
]

/** A program that executes the opcode once on values that it can work with, above some that it does not see. */
function executing(
  rule: OpcodeRule,
  first: readonly bigint[] = argsOf(rule),
  below = 0,
): Uint8Array {
  const { opcode } = rule
  const filling = Array.from({ length: below }, () => 0x5f)
  if (opcode === JUMP || opcode === JUMPI) {
    const condition = opcode === JUMPI ? [0x60, 1] : []
    const target = below + condition.length + 4
    return Uint8Array.from([
      ...filling,
      ...condition,
      0x61,
      target >> 8,
      target & 255,
      opcode,
      0x5b,
    ])
  }
  const args = allArgs(rule, first)
  const data = opcode >= 0x60 && opcode <= 0x7f ? opcode - 0x5f : 0
  const suffix = Array.from({ length: data }, (_, i) => i + 1)
  const prefix = opcode === RETURNDATACOPY ? getReturndata : []
  return Uint8Array.from([
    ...prefix,
    ...filling,
    ...args.toReversed().flatMap(pushOf),
    opcode,
    ...suffix,
  ])
}

/** As many values as an opcode takes. */
function allArgs({ pops }: OpcodeRule, first: readonly bigint[]): bigint[] {
  return Array.from({ length: pops }, (_, i) => first[i] ?? BigInt(i + 3))
}

/** The first values for an opcode, the top of the stack first. */
function argsOf({ opcode, module, pops, growsMemory }: OpcodeRule, offset = 0n): readonly bigint[] {
  if (opcode === RETURNDATACOPY) return [offset, 1n, 40n]
  if (module === 'CallStep') {
    const ranges = [offset, 40n, 0n, 0n]
    return [0n, BigInt(OTHER), ...(pops === 7 ? [0n] : []), ...ranges]
  }
  if (module === 'CreateStep') return [0n, offset, 40n]
  if (opcode === SELFDESTRUCT) return [BigInt(OTHER)]
  if (opcode === 0x37 || opcode === 0x39 || opcode === 0x5e) return [offset, 0n, 40n]
  if (opcode === 0x3c) return [BigInt(OTHER), offset, 1n, 40n]
  if (opcode === 0x40) return [299n]
  if (module === 'AccountStep') return [BigInt(OTHER)]
  if (growsMemory) return [offset, 40n]
  return []
}

/** One less gas than what is used up to the end of the opcode. */
function justTooLittle(code: Uint8Array, { opcode, module }: OpcodeRule): bigint {
  const states = new TestMachine({ accounts, code, gas: GAS }).states() as RunningState[]
  const place = states.findIndex((state) => opcodeOf(state, code) === opcode)
  const [before, after] = [states[place], states[place + 1]]
  if (before?.frame == null || after?.frame == null)
    throw new Error(`opcode ${opcode} does not run`)
  // A creation takes nearly all that is left along.
  const taken = module === 'CreateStep' ? (after.pending?.words[1] as bigint) : 0n
  return GAS - after.frame.gas - taken - 1n
}

/** The opcode that a state of the outermost frame is about to execute. */
export function opcodeOf(state: object, code: Uint8Array): number | undefined {
  if (!('kind' in state) || state.kind !== 4 || !('frame' in state)) return undefined
  const { pc, depth } = state.frame as { pc: number; depth: number }
  if (depth > 1) return undefined
  return pc < code.length ? code[pc] : 0
}
